import type { JSONWebKeySet, JWK } from 'jose';

/**
 * What the two hand-written processes are told. The inner one takes the name of a service that is
 * stopped for this bench, so that the bus gives it the permissions of a service and nobody else answers.
 */
export interface FloorSettings {
  readonly part: 'gateway' | 'service';
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly natsUrl: string;
  readonly natsUser: string;
  readonly natsPassword: string;
  readonly signingKey: JWK;
  readonly trustedKeys: JSONWebKeySet;
  readonly fingerprintKeyFile: string;
  /** Matching's own login: the same rights, the same tables. */
  readonly databaseUrl: string;
  /** Headers that every answer carries, as the gateway's do: the client reads as much from both. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Name on the bus and audience of the actor tokens. */
export const FLOOR_SERVICE = 'outreach';
export const SUBJECTS = {
  read: `rpc.${FLOOR_SERVICE}.floor-read.v1`,
  open: `rpc.${FLOOR_SERVICE}.floor-open.v1`,
} as const;

export const WORKERS: readonly string[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
export const READERS: readonly string[] = [...WORKERS, 'DECISION_MAKER'];
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A refusal with its status, as short as a hand-written program has it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}
