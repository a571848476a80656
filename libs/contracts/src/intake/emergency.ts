import { IsIn, IsString, Matches } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { ANY_WORKER } from './roles';

/**
 * Somebody's life or body may be in danger. A flag, not a state: possible in every state of the case,
 * with an owner and a clock; while it stands the case cannot be closed. Raising it again renews both.
 * Call 119/110/189 first; GET of the flag says whom to call.
 */
export class RaiseEmergencyV1 {
  static readonly subject = 'rpc.intake.raise-emergency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() caseRef!: string;
  @IsText(2000) reason!: string;
  /** Opaque id of the worker who sees to it; whoever raises it where left out. */
  @MayBeLeftOut() @IsString() @Matches(/^[\x21-\x7e]{1,100}$/) ownerSub?: string;
  /** When somebody must have looked; the end of today where left out. */
  @MayBeLeftOut() @IsInstant() dueBy?: string;
}

/** Takes the flag down, saying why. Errors: `case.no-emergency` (409). */
export class ClearEmergencyV1 {
  static readonly subject = 'rpc.intake.clear-emergency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() caseRef!: string;
  @IsText(2000) reason!: string;
}

export class EmergencyCallLine {
  @IsString() number!: string;
  @IsString() ja!: string;
}

export class EmergencyAnswer {
  @IsId() caseRef!: string;
  @IsIn(['NONE', 'RAISED', 'CLEARED']) state!: 'NONE' | 'RAISED' | 'CLEARED';
  @OrUnknown() @IsString() ownerSub!: string | null;
  @OrUnknown() @IsInstant() raisedAt!: string | null;
  @OrUnknown() @IsInstant() dueBy!: string | null;
  /** Whom to call now. */
  @AreParts(() => EmergencyCallLine, 5) notice!: EmergencyCallLine[];
}

/** The flag of a case and the numbers to call. Errors: `case.not-found`. */
export class ReadEmergencyV1 {
  static readonly subject = 'rpc.intake.read-emergency.v1';
  static readonly answer = EmergencyAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @IsId() caseRef!: string;
}
