import { randomUUID } from 'node:crypto';
import type { RequestType } from '#libs/contracts';
import { type Actor, AppError, type AuditNote, type ServiceName } from '#libs/kernel';
import { inTransaction, type Write } from '#libs/persistence';
import type { DataSource } from 'typeorm';
import { type Asked, entryOf, marked, markKeyOf, type MarkedEntry } from './entry';
import purposes from './purposes.json';
import { type Sight, sightOf } from './sight';

/** Entries of looks that one transaction writes; more than these wait for the next. */
const MOST = 500;

const COLUMNS = `id uuid, at timestamptz, sub text, roles text[], "orgId" text, act text, purpose text, subjects uuid[],
  fields text[], decision text, "correlationId" text, mark text`;

/** Writes entries; with the effects of an act, or by themselves. */
export const entriesWrite = (entries: readonly object[]): Write => ({
  sql: `INSERT INTO audit_entries (id, at, sub, roles, org_id, act, purpose, subjects, fields, decision, correlation_id, mark)
        SELECT * FROM jsonb_to_recordset($1::jsonb) AS e (${COLUMNS})`,
  params: [JSON.stringify(entries)],
});

/** What is to be written of a request. */
export interface Noted extends AuditNote {
  readonly tenant: string;
  readonly input: object;
  readonly asked: Asked;
  /** It changes nothing: only what it shows of people is noted. */
  readonly reads: boolean;
}

interface Waiting {
  readonly entry: MarkedEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Notes who did and saw what. An act's entry is written in the transaction of its effects; the entry of a look is
 * committed before the answer leaves: where it cannot be written, nothing was done and nothing is shown.
 */
export class AuditLog {
  /** Municipalities whose chain has to grow. */
  readonly grown = new Set<string>();
  readonly key: Buffer;
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly writing = new Set<string>();
  private readonly purpose: string;

  constructor(
    private readonly source: DataSource,
    readonly service: ServiceName,
    secret: Buffer,
  ) {
    this.key = markKeyOf(secret, service);
    this.purpose = purposes[service];
  }

  begin(request: RequestType, input: object, actor: Actor, correlationId: string): Noted {
    const { tenant } = actor;
    const asked: Asked = { actor, act: request.subject, purpose: this.purpose, correlationId };
    const reads = request.reads === true;
    const about = { tenant, asked, input, reads };
    let kept = false;
    return {
      ...about,
      get kept() {
        return kept;
      },
      entry: (answer) => this.marked(about, sightOf(this.service, input, answer), reads ? 'shown' : 'done'),
      keep: () => {
        kept = true;
        this.grown.add(tenant);
      },
    };
  }

  /** Before an answer leaves: notes what it shows, unless its act has been noted. */
  async shown(noted: Noted, answer: object, decision: 'shown' | 'repeated'): Promise<void> {
    if (noted.kept) return;
    const sight = sightOf(this.service, noted.input, answer);
    if (noted.reads && sight.subjects.length === 0) return;
    await this.write(noted.tenant, this.marked(noted, sight, decision));
  }

  /** Notes that somebody was refused something about a person, or something that is not for them. */
  async refused(noted: Noted, error: unknown): Promise<void> {
    if (!(error instanceof AppError) || noted.kept || !REFUSALS.has(error.kind)) return;
    const sight = sightOf(this.service, noted.input, undefined);
    if (sight.subjects.length === 0 && error.kind !== 'forbidden') return;
    await this.write(noted.tenant, this.marked(noted, sight, error.code));
  }

  private marked({ tenant, asked }: Pick<Noted, 'tenant' | 'asked'>, sight: Sight, decision: string): MarkedEntry {
    return marked(entryOf(asked, sight, decision, { id: randomUUID(), at: new Date() }), tenant, this.key);
  }

  /** Those that come while others are being written are written together. */
  private write(tenant: string, entry: MarkedEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(tenant) ?? [];
      this.waiting.set(tenant, waiting);
      waiting.push({ entry, resolve, reject });
      if (!this.writing.has(tenant)) void this.drain(tenant, waiting);
    });
  }

  private async drain(tenant: string, waiting: Waiting[]): Promise<void> {
    this.writing.add(tenant);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST);
      try {
        const { sql, params } = entriesWrite(batch.map(({ entry }) => entry));
        await inTransaction(this.source, tenant, 'READ WRITE', ({ send }) => Promise.resolve(send(sql, params)));
        this.grown.add(tenant);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing.delete(tenant);
  }
}

const REFUSALS: ReadonlySet<AppError['kind']> = new Set(['forbidden', 'not-found', 'conflict']);
