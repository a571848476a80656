import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Api, ApiProblem, type kept } from '../api';
import type { ServiceBooks } from '../audit/verify-system';
import type { RunningSystem } from '../running-system';
import type { Tampering } from './audit-tamperings';
import { CONSULTATION } from './consultation';
import { pause } from './proof';

const TABLES = ['audit_entries', 'audit_subjects', 'audit_links', 'audit_heads'] as const;
const LOOKS = 20;
const SETTLED_MS = 30_000;

interface Asked {
  readonly caseRef: string;
  readonly act: string;
}

/** Workers at their work, and somebody with every right on intake's database. */
export class AuditTown {
  calls = 0;
  private readonly asked: Asked[] = [];

  private constructor(
    private readonly system: RunningSystem,
    private readonly worker: Api,
    private readonly auditor: Api,
    private readonly root: Client,
  ) {}

  static async open(system: RunningSystem, keep: typeof kept): Promise<AuditTown> {
    const url = new URL(system.adminDatabaseUrl);
    url.pathname = new URL(system.databases.intake.ownerUrl).pathname;
    const root = new Client({ connectionString: url.href });
    // What ends the proof ends the server under this connection.
    root.on('error', () => undefined);
    await root.connect();
    const api = (role: string): Api =>
      new Api(
        system.baseUrl,
        keep(() => system.token(role)),
      );
    return new AuditTown(system, api('INTAKE_WORKER'), api('AUDITOR'), root);
  }

  /** Consultations are taken and read, and cases that are not there are asked for. */
  async live(cases: number): Promise<void> {
    const one = async (): Promise<void> => {
      const { id: caseRef } = await this.worker.post('/consultations', CONSULTATION);
      await this.worker.get(`/cases/${caseRef}`);
      this.asked.push(
        { caseRef, act: 'rpc.intake.receive-consultation.v1' },
        { caseRef, act: 'rpc.intake.read-case.v1' },
      );
      const nobody = randomUUID();
      await this.worker.get(`/cases/${nobody}`).catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        this.asked.push({ caseRef: nobody, act: 'rpc.intake.read-case.v1' });
      });
      this.calls += 3;
    };
    for (let left = cases; left > 0; left -= 5) await Promise.all(Array.from({ length: Math.min(5, left) }, one));
  }

  /** Calls of which there is no entry. */
  async unnoted(): Promise<number> {
    const { rows } = await this.root.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM jsonb_to_recordset($1::jsonb) AS asked ("caseRef" uuid, act text)
        WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.act = asked.act AND e.subjects @> ARRAY["caseRef"])`,
      [JSON.stringify(this.asked)],
    );
    return rows[0]?.n ?? -1;
  }

  /** Where no entry can be written, acts must not be done and looks must not be answered. */
  async actsWithoutNotes(): Promise<{ readonly done: number; readonly refused: number }> {
    const caseRef = this.asked[0]?.caseRef ?? '';
    const before = await this.count('cases');
    await this.root.query('ALTER TABLE audit_entries ADD CONSTRAINT full_up CHECK (false) NOT VALID');
    const tries = [
      (): Promise<unknown> => this.worker.post('/consultations', CONSULTATION),
      (): Promise<unknown> => this.worker.get(`/cases/${caseRef}`),
    ];
    let refused = 0;
    for (const attempt of tries) await attempt().catch(() => (refused += 1));
    await this.root.query('ALTER TABLE audit_entries DROP CONSTRAINT full_up');
    const written = (await this.count('cases')) - before;
    return { done: written + tries.length - refused, refused };
  }

  /** Once every entry has its link and a head of all of it is kept. */
  async settled(look: () => Promise<ServiceBooks>): Promise<ServiceBooks> {
    for (const until = Date.now() + SETTLED_MS; ;) {
      const books = await look();
      if ((books.waiting === 0 && books.anchors > 0 && (await this.isAnchored())) || Date.now() > until) return books;
      await pause(200);
    }
  }

  /** What is found after a tampering, which is then undone. */
  async tampered(tamper: Tampering, look: () => Promise<ServiceBooks>): Promise<ServiceBooks> {
    await this.root.query(`SET session_replication_role = replica`);
    for (const table of TABLES) await this.root.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    try {
      await tamper(this.root);
      return await look();
    } finally {
      for (const table of TABLES) {
        await this.root.query(`DELETE FROM ${table}`);
        await this.root.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}`);
        await this.root.query(`DROP TABLE kept_${table}`);
      }
      await this.root.query(`SET session_replication_role = DEFAULT`);
    }
  }

  /** Asks who saw a person among very many entries of others. */
  async whoSaw(rows: number): Promise<{ readonly slowest: number; readonly found: number }> {
    const caseRef = this.asked[0]?.caseRef ?? '';
    await this.root.query(
      `INSERT INTO audit_entries (tenant, id, at, sub, roles, act, purpose, subjects, fields, decision, correlation_id, mark)
       SELECT $1, gen_random_uuid(), now() - n * interval '1 second', 'w' || n % 50, '{CSW}', 'rpc.intake.case.v1', 'x',
              ARRAY[gen_random_uuid(), gen_random_uuid()], '{prose}', 'shown', 'c', 'x'
         FROM generate_series(1, $2::int) AS n`,
      [this.system.tenant, rows],
    );
    await this.root.query('ANALYZE audit_entries');
    const period = `from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z`;
    let slowest = 0;
    let found = 0;
    for (let look = 0; look < LOOKS; look += 1) {
      const began = performance.now();
      const list = await this.auditor.get<{ readonly items: readonly object[] }>(
        `/audit/accesses/intake?personRef=${caseRef}&${period}`,
      );
      slowest = Math.max(slowest, (performance.now() - began) / 1_000);
      found = list.items.length;
    }
    return { slowest, found };
  }

  private async isAnchored(): Promise<boolean> {
    const { rows } = await this.root.query<{ position: string }>('SELECT position FROM audit_heads WHERE tenant = $1', [
      this.system.tenant,
    ]);
    const gateway = new Client({ connectionString: this.system.databases.gateway.ownerUrl });
    await gateway.connect();
    try {
      await gateway.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [this.system.tenant]);
      const kept = await gateway.query<{ position: string | null }>(
        `SELECT max(position) AS position FROM audit_anchors WHERE service = 'intake'`,
      );
      return kept.rows[0]?.position === rows[0]?.position;
    } finally {
      await gateway.end();
    }
  }

  private async count(table: string): Promise<number> {
    const { rows } = await this.root.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? 0;
  }
}
