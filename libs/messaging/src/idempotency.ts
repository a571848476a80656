import { AppError, type CallContext } from '#libs/kernel';
import { isRetryable, type ReadScope, type Write } from '#libs/persistence';
import type { EntityManager } from 'typeorm';

interface KeyRow {
  readonly sub: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly answer: object | null;
}

/** A repeatable request, as its sender names it. */
export interface Keyed {
  readonly sub: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Null where nobody asks for it to be done once. */
export function keyedOf({ once, actor }: CallContext): Keyed | null {
  return once?.kind === 'key' ? { sub: actor.sub, key: once.key, fingerprint: once.fingerprint } : null;
}

/** The answer that a finished request with this key got. Undefined where the key was never used. */
export async function answerOf(
  db: EntityManager,
  sub: string,
  key: string,
  fingerprint: string,
): Promise<object | undefined> {
  const [answer] = await answersOf(db, [{ sub, key, fingerprint }]);
  if (answer instanceof AppError) throw answer;
  return answer;
}

/** What acts that were done before were answered; an error for a key that was used for another request. */
export async function earlierAnswers<A extends { readonly ctx: CallContext }, T extends object>(
  db: EntityManager,
  acts: readonly A[],
): Promise<ReadonlyMap<A, T | AppError>> {
  const keyed = acts.flatMap((act) => {
    const key = keyedOf(act.ctx);
    return key === null ? [] : [{ act, key }];
  });
  const answers = await answersOf(
    db,
    keyed.map(({ key }) => key),
  );
  const found = new Map<A, T | AppError>();
  keyed.forEach(({ act }, index) => {
    const answer = answers[index];
    if (answer !== undefined) found.set(act, answer as T | AppError);
  });
  return found;
}

/** As `answerOf` for several, in their order; an error for a key that was used for another request. */
async function answersOf(
  db: EntityManager,
  keyed: readonly Keyed[],
): Promise<readonly (object | AppError | undefined)[]> {
  if (keyed.length === 0) return [];
  const rows = await db.query<readonly KeyRow[]>(
    `SELECT k.sub, k.key, k.fingerprint, k.answer
       FROM unnest($1::text[], $2::text[]) AS asked (sub, key)
       JOIN idempotency_keys k ON k.sub = asked.sub AND k.key = asked.key`,
    [keyed.map(({ sub }) => sub), keyed.map(({ key }) => key)],
  );
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return keyed.map((one) => answerIn(found.get(nameOf(one)), one));
}

function answerIn(row: Pick<KeyRow, 'fingerprint' | 'answer'> | undefined, one: Keyed): object | AppError | undefined {
  if (row === undefined) return undefined;
  if (row.fingerprint === one.fingerprint) return row.answer ?? {};
  return new AppError('invalid', 'idempotency.other-body', 'This key was used for another request.', [], 422);
}

/** As `answerOf` outside of a unit of work. */
export async function earlierAnswer(reads: ReadScope, tenant: string, keyed: Keyed): Promise<object | undefined> {
  const [row] = await reads.one<KeyRow>(
    { tenant },
    'SELECT fingerprint, answer FROM idempotency_keys WHERE sub = $1 AND key = $2',
    [keyed.sub, keyed.key],
  );
  const answer = answerIn(row, keyed);
  if (answer instanceof AppError) throw answer;
  return answer;
}

interface Answered extends Keyed {
  readonly answer: object;
}

/** What is kept for repetitions: answers, never refusals, as in every unit of work. */
export function answersToKeep(
  decisions: ReadonlyMap<{ readonly ctx: CallContext }, object | undefined>,
): readonly Answered[] {
  return [...decisions].flatMap(([{ ctx }, answer]) => {
    const key = keyedOf(ctx);
    return key === null || answer === undefined || answer instanceof AppError ? [] : [{ ...key, answer }];
  });
}

/** Takes keys together with their answers. Fails where somebody else has one of them: most are new, and not looked up. */
export function answerWrites(answered: readonly Answered[]): readonly Write[] {
  if (answered.length === 0) return [];
  const inOrder = [...answered].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const sql = `INSERT INTO idempotency_keys (sub, key, fingerprint, answer)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::json[])`;
  const params = [
    inOrder.map(({ sub }) => sub),
    inOrder.map(({ key }) => key),
    inOrder.map(({ fingerprint }) => fingerprint),
    inOrder.map(({ answer }) => JSON.stringify(answer)),
  ];
  return [{ sql, params }];
}

export const nameOf = ({ sub, key }: Pick<Keyed, 'sub' | 'key'>): string => `${sub}\n${key}`;

/** What a caller is told when all tries met others. */
export function retriesSpent(error: unknown): unknown {
  if (!isRetryable(error)) return error;
  return new AppError('unavailable', 'database.contended', 'Too many changes at once.');
}
