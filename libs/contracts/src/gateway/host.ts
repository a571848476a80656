import { type Role, type ServiceName, SERVICES } from '#libs/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { RequestType } from '../request';
import { IsId, IsInstant, MayBeLeftOut } from '../rules';

const OPERATORS: readonly Role[] = ['OPS'];
const AUDITORS: readonly Role[] = ['AUDITOR', 'PRIVACY_OFFICER'];

/** Asks a service whether it can work. */
export class PingRequest {
  /** Who asks. */
  @IsIn([...SERVICES]) from!: ServiceName;
}

/** What a service says of itself. */
export class Pong {
  @IsBoolean() ready!: boolean;
}

/** An event that could not be handled and waits for a human. Ids and codes only. */
export class DeadLetterItem {
  @IsId() id!: string;
  @IsString() @MaxLength(200) eventId!: string;
  @IsString() @MaxLength(200) subject!: string;
  /** Why it could not be handled. */
  @IsString() @MaxLength(100) code!: string;
  /** How often it was tried. */
  @IsInt() @Min(0) deliveries!: number;
  @IsInstant() createdAt!: string;
}

/** Those that have waited longest. There is no cursor: whatever is replayed or discarded leaves the list. */
export class DeadLetterList {
  @ValidateNested({ each: true }) @Type(() => DeadLetterItem) @ArrayMaxSize(100) items!: DeadLetterItem[];
}

/** The dead letters of one municipality that wait, oldest first. */
export class DeadLettersRequest {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

/** What becomes of one dead letter; 404 `dead-letter.not-found` where it does not wait any more. */
export class DeadLetterStep {
  @IsId() id!: string;
}

/** How a dead letter was settled. */
export class DeadLetterSettled {
  @IsId() id!: string;
  @IsIn(['REPLAYED', 'DISCARDED']) state!: 'REPLAYED' | 'DISCARDED';
}

/** Where the chain of what was done and seen stands. Empty hash and position 0: nothing was. */
export class AuditHead {
  @IsInt() @Min(0) position!: number;
  @IsString() @MaxLength(64) hash!: string;
}

/** Who saw or did what of a person in a period, oldest first (L08). */
export class AuditAccessesRequest {
  @IsId() personRef!: string;
  @IsInstant() from!: string;
  /** Not included. */
  @IsInstant() until!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `nextCursor` of the page before. */
  @MayBeLeftOut()
  @Matches(/^\d{1,18}$/, { message: '前の答えの nextCursor をそのまま指定してください' })
  cursor?: string;
}

/** One act or look: never a name or a text. */
export class AuditAccess {
  @IsInstant() at!: string;
  /** Opaque id of the person or machine; `system:<service>` where a service asked. */
  @IsString() @MaxLength(255) sub!: string;
  @IsString({ each: true }) @ArrayMaxSize(20) roles!: string[];
  @IsOptional() @IsString() @MaxLength(64) orgId!: string | null;
  /** Subject of the request, e.g. `rpc.intake.case.v1`. */
  @IsString() @MaxLength(200) act!: string;
  /** What it is for by law. */
  @IsString() @MaxLength(100) purpose!: string;
  /** Kinds of fields that were shown: identity, contact, sensitive, prose. */
  @IsString({ each: true }) @ArrayMaxSize(10) fields!: string[];
  /** `done`, `shown`, `repeated`, or the code of the refusal. */
  @IsString() @MaxLength(100) decision!: string;
  /** The same in all services that took part in one call. */
  @IsString() @MaxLength(100) correlationId!: string;
}

export class AuditAccessList {
  @ValidateNested({ each: true }) @Type(() => AuditAccess) @ArrayMaxSize(100) items!: AuditAccess[];
  @IsOptional() @IsString() @MaxLength(20) nextCursor!: string | null;
}

/** Requests that every service answers, because its host does. */
export interface HostRequests {
  /** For the readiness of the whole. */
  readonly ping: RequestType<PingRequest, Pong>;
  readonly deadLetters: RequestType<DeadLettersRequest, DeadLetterList>;
  /** Handles the event again; 409 `dead-letter.failed-again` where that fails, and it goes on waiting. */
  readonly replayDeadLetter: RequestType<DeadLetterStep, DeadLetterSettled>;
  /** Gives the event up. Nobody will handle it. */
  readonly discardDeadLetter: RequestType<DeadLetterStep, DeadLetterSettled>;
  /** For the gateway, which keeps the heads of all chains. */
  readonly auditHead: RequestType<PingRequest, AuditHead>;
  readonly auditAccesses: RequestType<AuditAccessesRequest, AuditAccessList>;
}

const made = new Map<ServiceName, HostRequests>();

/** The same classes for the same service, each time. */
export function hostRequestsOf(service: ServiceName): HostRequests {
  const known = made.get(service);
  if (known) return known;
  const requests: HostRequests = {
    ping: class Ping extends PingRequest {
      static readonly subject = `rpc.${service}.ping.v1`;
      static readonly answer = Pong;
      static readonly allow: readonly Role[] = ['SYSTEM'];
      static readonly reads = true;
    },
    deadLetters: class ReadDeadLetters extends DeadLettersRequest {
      static readonly subject = `rpc.${service}.dead-letters.v1`;
      static readonly answer = DeadLetterList;
      static readonly allow = OPERATORS;
      static readonly reads = true;
    },
    replayDeadLetter: class ReplayDeadLetter extends DeadLetterStep {
      static readonly subject = `rpc.${service}.replay-dead-letter.v1`;
      static readonly answer = DeadLetterSettled;
      static readonly allow = OPERATORS;
    },
    discardDeadLetter: class DiscardDeadLetter extends DeadLetterStep {
      static readonly subject = `rpc.${service}.discard-dead-letter.v1`;
      static readonly answer = DeadLetterSettled;
      static readonly allow = OPERATORS;
    },
    auditHead: class ReadAuditHead extends PingRequest {
      static readonly subject = `rpc.${service}.audit-head.v1`;
      static readonly answer = AuditHead;
      static readonly allow: readonly Role[] = ['SYSTEM'];
      static readonly reads = true;
    },
    auditAccesses: class ReadAuditAccesses extends AuditAccessesRequest {
      static readonly subject = `rpc.${service}.audit-accesses.v1`;
      static readonly answer = AuditAccessList;
      static readonly allow = AUDITORS;
      static readonly reads = true;
    },
  };
  made.set(service, requests);
  return requests;
}
