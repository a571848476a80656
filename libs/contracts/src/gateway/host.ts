import { type Role, type ServiceName, SERVICES } from '#libs/kernel';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { RequestType } from '../request';
import { IsId, IsInstant, MayBeLeftOut } from '../rules';

const OPERATORS: readonly Role[] = ['OPS'];

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

/** Requests that every service answers, because its host does. */
export interface HostRequests {
  /** For the readiness of the whole. */
  readonly ping: RequestType<PingRequest, Pong>;
  readonly deadLetters: RequestType<DeadLettersRequest, DeadLetterList>;
  /** Handles the event again; 409 `dead-letter.failed-again` where that fails, and it goes on waiting. */
  readonly replayDeadLetter: RequestType<DeadLetterStep, DeadLetterSettled>;
  /** Gives the event up. Nobody will handle it. */
  readonly discardDeadLetter: RequestType<DeadLetterStep, DeadLetterSettled>;
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
  };
  made.set(service, requests);
  return requests;
}
