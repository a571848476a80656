import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { ANY_WORKER, CASE_READERS } from './roles';
import { SUB, SUB_MEND } from './subs';

export class EmergencyCallLine {
  @IsString() number!: string;
  @IsString() ja!: string;
}

/** Whatever is said about an emergency says whom to call now. */
export class EmergencyActed extends Acted {
  @AreParts(() => EmergencyCallLine, 5) notice!: EmergencyCallLine[];
}

/**
 * Somebody's life or body may be in danger. A flag, not a state: possible in every state of the case,
 * with an owner and a clock; while it stands the case cannot end. Raising it again renews both.
 * Call 119/110/189 first. Errors: `case.not-found`, `case.emergency-due-past` (400).
 */
export class RaiseEmergencyV1 {
  static readonly subject = 'rpc.intake.raise-emergency.v1';
  static readonly answer = EmergencyActed;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() caseRef!: string;
  @IsText(2000) reason!: string;
  /** Opaque id of the worker who sees to it; whoever raises it where left out. */
  @MayBeLeftOut() @IsString() @Matches(SUB, { message: SUB_MEND }) ownerSub?: string;
  /** When somebody must have looked; the end of today where left out. */
  @MayBeLeftOut() @IsInstant() dueBy?: string;
}

/** Another worker sees to it from now on. Errors: `case.no-emergency` (409), `case.emergency-due-past` (400). */
export class HandEmergencyV1 {
  static readonly subject = 'rpc.intake.hand-emergency.v1';
  static readonly answer = EmergencyActed;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() caseRef!: string;
  @IsString() @Matches(SUB, { message: SUB_MEND }) ownerSub!: string;
  /** The clock stays where left out. */
  @MayBeLeftOut() @IsInstant() dueBy?: string;
}

/** Takes the flag down, saying what was done. Errors: `case.no-emergency` (409). */
export class ClearEmergencyV1 {
  static readonly subject = 'rpc.intake.clear-emergency.v1';
  static readonly answer = EmergencyActed;
  static readonly allow: readonly Role[] = ANY_WORKER;
  @IsId() caseRef!: string;
  @IsText(2000) done!: string;
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

export class RaisedFlagLine {
  @IsId() caseRef!: string;
  @IsString() caseNumber!: string;
  /** State of the case. */
  @IsString() state!: string;
  @IsString() ownerSub!: string;
  @IsInstant() raisedAt!: string;
  @IsInstant() dueBy!: string;
  @IsBoolean() overdue!: boolean;
}

export class RaisedFlagListAnswer {
  @AreParts(() => RaisedFlagLine, 100) items!: RaisedFlagLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
  @AreParts(() => EmergencyCallLine, 5) notice!: EmergencyCallLine[];
}

/** Flags that stand, the newest case first; only those whose clock has run out where asked. Errors: `cursor.invalid` (400). */
export class ListRaisedFlagsV1 {
  static readonly subject = 'rpc.intake.list-raised-flags.v1';
  static readonly answer = RaisedFlagListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(['all', 'overdue']) which?: 'all' | 'overdue';
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
