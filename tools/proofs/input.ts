import { randomUUID } from 'node:crypto';
import { SERVICES } from '#libs/kernel';
import { Client } from 'pg';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { Attack } from './attack';
import { CONSULTATION, CONSULTATIONS } from './consultation';
import { operationsAt } from './operations';
import { pause, type Proof, type ProofOptions, type ProofResult } from './proof';
import { enterElsewhere } from './stranger';

const SIDE_BY_SIDE = 8;
const AT_REST_WITHIN_MS = 30_000;
const LOOKS_AT_REST = 3;
const HERE = '990019';
const ELSEWHERE = '990027';

/** Rows of all tables of all services but those of the audit, which notes what was refused, too. */
async function rowsOf(system: RunningSystem): Promise<number> {
  let sum = 0;
  for (const service of SERVICES) {
    const owner = new Client({ connectionString: system.databases[service].ownerUrl });
    await owner.connect();
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    const { rows } = await owner.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'audit%'`,
    );
    for (const { name } of rows) {
      const { rows: counts } = await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
      sum += counts[0]?.n ?? 0;
    }
    await owner.end();
  }
  return sum;
}

/** The count once it stands still: what was said before the attack is heard by then. */
async function rowsAtRest(system: RunningSystem): Promise<number> {
  const until = Date.now() + AT_REST_WITHIN_MS;
  let rows = await rowsOf(system);
  for (let equal = 0; equal < LOOKS_AT_REST;) {
    if (Date.now() > until) throw new Error('Rows are still being written although nobody asks for anything.');
    await pause(500);
    const now = await rowsOf(system);
    equal = now === rows ? equal + 1 : 0;
    rows = now;
  }
  return rows;
}

/**
 * Right requests in the place of wrong ones: the judge has to complain about their success and the count
 * has to see what one of them wrote, or neither would notice anything.
 */
async function controls(system: RunningSystem, attack: Attack) {
  const before = await rowsOf(system);
  const as = { roles: ['CSW'], schema: {}, parameters: [], bodies: {} };
  const cases = '/api/v1/cases';
  const read = await attack.judge({ ...as, method: 'GET', path: cases }, cases, { name: 'right', body: '' });
  const given = { name: 'right', body: JSON.stringify(CONSULTATION) };
  const write = await attack.judge({ ...as, method: 'POST', path: CONSULTATIONS }, CONSULTATIONS, given);
  const rows = (await rowsOf(system)) - before;
  const replay = await replayWithAnotherBody(system);
  const seen = read === 'status 200' && write === 'status 201' && rows > 0 && replay === '422 idempotency.other-body';
  return {
    seen,
    figures: { controlRead: read ?? 'no complaint', controlWrite: write ?? 'no complaint', controlRows: rows, replay },
  };
}

/** The same key with another body: refused, and the first answer stays. */
async function replayWithAnotherBody(system: RunningSystem): Promise<string> {
  const token = await system.token('CSW');
  const key = randomUUID();
  const send = (body: object): Promise<Response> =>
    fetch(`${system.baseUrl}${CONSULTATIONS}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  await send(CONSULTATION);
  const answer = await send({ ...CONSULTATION, urgency: 'high' });
  const { code } = (await answer.json()) as { readonly code?: string };
  return `${answer.status} ${code ?? ''}`;
}

async function run({ seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'warn' },
    tenants: [HERE, ELSEWHERE],
  });
  try {
    const all = await operationsAt(system.baseUrl);
    const operations = brief ? all.filter((_, index) => index % 3 === seed % 3) : all;
    const foreign = await enterElsewhere(system, ELSEWHERE, '隣の市');
    const before = await rowsAtRest(system);
    const attack = new Attack(system, foreign);
    const waiting = [...operations];
    const lane = async (): Promise<void> => {
      for (let operation = waiting.shift(); operation; operation = waiting.shift()) await attack.on(operation);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    const rowsWritten = (await rowsOf(system)) - before;
    const { sent, failures } = attack;
    for (const failure of failures.slice(0, 20)) progress(failure);
    const control = await controls(system, attack);
    const holds = failures.length === 0 && rowsWritten === 0 && sent > operations.length && control.seen;
    return {
      holds,
      figures: {
        routes: operations.length,
        requests: sent,
        failures: failures.length,
        rowsWritten,
        ...control.figures,
        seed,
      },
    };
  } finally {
    await system.stop();
  }
}

export const input: Proof = {
  name: 'input',
  sentence:
    'Whatever is sent to a route, a wrong request is answered with a 4xx problem document and a code, never with a 500, and writes nothing.',
  run,
};
