import type { Client } from 'pg';
import type { Request } from '../../services/matching/src/domain/engine/found';
import type { Place } from '../municipality/municipality';
import { type Code, CODES } from './codes';
import { Dictionaries } from './dictionary';
import { reachOf, valuesOf } from './question';
import { eligibleStatement, type Reach, type Statement, statementFor } from './statement';
import { loadPlaces } from './store';

/** The same answer as the engine's, from the database alone. */
export interface SqlAnswer {
  readonly ids: readonly string[];
  readonly scores: readonly number[];
  readonly counts: Partial<Record<Code, number>>;
  readonly compared: number;
  readonly outOfReach: number;
}

interface Prepared extends Statement {
  readonly name: string;
}

const prepared = (name: string, make: (reach: Reach) => Statement): Readonly<Record<Reach, Prepared>> => ({
  near: { name: `${name}_near`, ...make('near') },
  all: { name: `${name}_all`, ...make('all') },
});

interface AnswerRow extends Omit<SqlAnswer, 'counts'> {
  readonly counts: readonly number[];
}

/** Matching in one prepared statement and one round trip, over the best tables and indexes that we know of. */
export class SqlMatcher {
  private readonly words = new Dictionaries();
  private readonly answers = prepared('match', statementFor);
  private readonly eligible = prepared('eligible', eligibleStatement);

  constructor(private readonly client: Client) {}

  async load(places: Iterable<Place>): Promise<void> {
    await loadPlaces(this.client, places, this.words);
    // Planning takes longer than most questions: one plan for all of them.
    await this.client.query(`SET plan_cache_mode = force_generic_plan; SET max_parallel_workers_per_gather = 0`);
  }

  async match(request: Request, best: number): Promise<SqlAnswer> {
    const [row] = (await this.client.query<AnswerRow>(this.question(this.answers, request, best))).rows;
    if (row === undefined) throw new Error('The statement gave no row.');
    const counts: Partial<Record<Code, number>> = {};
    row.counts.forEach((count, index) => {
      const code = CODES[index];
      if (code !== undefined && count > 0) counts[code] = count;
    });
    return { ...row, counts };
  }

  /** Ids of all that may be proposed, without order or score. */
  async eligibleIds(request: Request): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ readonly menuId: string }>(this.question(this.eligible, request, 0));
    return rows.map(({ menuId }) => menuId);
  }

  /** Milliseconds that the server itself takes, by its own clock. */
  async executionMs(request: Request, best: number): Promise<number> {
    const plan = await this.explain(request, best, 'FORMAT JSON, TIMING OFF');
    const [{ 'QUERY PLAN': [told] = [] } = {}] = plan as readonly {
      readonly 'QUERY PLAN'?: readonly { readonly 'Execution Time': number }[];
    }[];
    return told?.['Execution Time'] ?? Number.NaN;
  }

  async explain(request: Request, best: number, how: string): Promise<readonly unknown[]> {
    const reach = reachOf(request);
    const { name, names, text } = this.answers[reach];
    const literals = this.literalsOf(names, request, best);
    await this.client.query({ name, text, values: this.question(this.answers, request, best).values });
    return (await this.client.query<object>(`EXPLAIN (ANALYZE, BUFFERS OFF, ${how}) EXECUTE ${name} (${literals})`))
      .rows;
  }

  private question(statements: Readonly<Record<Reach, Prepared>>, request: Request, best: number) {
    const { name, text, names } = statements[reachOf(request)];
    const values = valuesOf(request, this.words, best);
    return { name, text, values: names.map((parameter) => values[parameter]) };
  }

  private literalsOf(names: Statement['names'], request: Request, best: number): string {
    const values = valuesOf(request, this.words, best);
    return names.map((parameter) => literal(this.client, values[parameter])).join(', ');
  }
}

function literal(client: Client, value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.join(',')}}`);
  return client.escapeLiteral(`${value as string | number | bigint | boolean}`);
}
