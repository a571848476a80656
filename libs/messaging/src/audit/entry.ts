import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Actor, ServiceName } from '#libs/kernel';
import type { Sight } from './sight';

/** One act or look, as it is kept: who, for which organisation, what, of whom, which kinds of fields, and how it was decided. */
export interface AuditEntry {
  readonly id: string;
  /** The clock's time and not the domain's: when it really was. ISO 8601, milliseconds. */
  readonly at: string;
  readonly sub: string;
  readonly roles: readonly string[];
  readonly orgId: string | null;
  /** Subject of the request, e.g. `rpc.intake.case.v1`. */
  readonly act: string;
  /** What it is for by law: see purposes.json. */
  readonly purpose: string;
  readonly subjects: readonly string[];
  readonly fields: readonly string[];
  /** `done`, `shown`, `repeated`, or the code of the refusal. */
  readonly decision: string;
  readonly correlationId: string;
}

/** An entry with the mark that only the service can make. */
export interface MarkedEntry extends AuditEntry {
  /** HMAC-SHA-256 over municipality and entry, base64url. */
  readonly mark: string;
}

/** A place in the chain of a municipality. */
export interface AuditLink {
  /** From 1 on, without gaps. */
  readonly position: number;
  readonly entryId: string;
  /** SHA-256 of the hash before and the entry, base64url. */
  readonly hash: string;
}

/** What the first link follows. */
export const BEFORE_ALL = '';

/** The key of the marks, of one service: who has the database alone can make none. */
export function markKeyOf(secret: Buffer, service: ServiceName): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `audit:${service}`, 32));
}

export function marked(entry: AuditEntry, tenant: string, key: Buffer): MarkedEntry {
  return { ...entry, mark: markOf(entry, tenant, key) };
}

export const markOf = (entry: AuditEntry, tenant: string, key: Buffer): string =>
  createHmac('sha256', key).update(textOf(entry, tenant)).digest('base64url');

export const hashOf = (before: string, entry: MarkedEntry, tenant: string): string =>
  createHash('sha256').update(before).update('\n').update(textOf(entry, tenant)).update(entry.mark).digest('base64url');

/** The same entry has the same text, wherever it was read. */
function textOf(entry: AuditEntry, tenant: string): string {
  const { id, at, sub, roles, orgId, act, purpose, subjects, fields, decision, correlationId } = entry;
  return JSON.stringify([tenant, id, at, sub, roles, orgId, act, purpose, subjects, fields, decision, correlationId]);
}

export type Acting = Pick<Actor, 'sub' | 'roles' | 'orgId'>;

/** All that is known of a request before it is decided. */
export interface Asked {
  readonly actor: Acting;
  readonly act: string;
  readonly purpose: string;
  readonly correlationId: string;
}

export const entryOf = (
  { actor, act, purpose, correlationId }: Asked,
  { subjects, fields }: Sight,
  decision: string,
  { id, at }: { readonly id: string; readonly at: Date },
): AuditEntry => ({
  id,
  at: at.toISOString(),
  sub: actor.sub,
  roles: actor.roles,
  orgId: actor.orgId,
  act,
  purpose,
  subjects,
  fields,
  decision,
  correlationId,
});
