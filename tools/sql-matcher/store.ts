import type { Client } from 'pg';
import type { Place } from '../municipality/municipality';
import { copyIn } from './copy';
import type { Dictionaries } from './dictionary';
import { COLUMNS, isEverywhere, rowOf } from './row';
import { STRIP } from './statement';
import { rangeOf, rangeText } from './week';

const NAMES = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];
const DEFINITION = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/**
 * Loads a municipality into tables of their own: placed rows lie strip by strip from west to east, so that a circle is
 * a few contiguous ranges; the others are a small table that every question reads.
 */
export async function loadPlaces(client: Client, places: Iterable<Place>, words: Dictionaries): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS matcher_loaded, matcher_placed, matcher_everywhere, matcher_slices,
    matcher_orgs, matcher_totals`);
  await client.query(
    `CREATE UNLOGGED TABLE matcher_loaded (everywhere boolean NOT NULL, load int NOT NULL, ${DEFINITION})`,
  );
  const slices: string[] = [];
  await copyIn(client, `matcher_loaded (everywhere, load, ${NAMES.join(', ')})`, linesOf(places, words, slices));
  await client.query(`CREATE UNLOGGED TABLE matcher_slices
    (menu_id uuid NOT NULL, during int4range NOT NULL, free int NOT NULL, free_outside int)`);
  await copyIn(client, 'matcher_slices', slices);
  await client.query(SPLIT);
}

const STRIP_OF_Y = `floor(y::float8 / ${STRIP})::int`;
/** Whole statements, run one after the other by the server. */
const SPLIT = `
  CREATE UNLOGGED TABLE matcher_placed AS
    SELECT ${STRIP_OF_Y} AS strip, ${NAMES.join(', ')} FROM matcher_loaded WHERE NOT everywhere ORDER BY ${STRIP_OF_Y}, x;
  CREATE INDEX ON matcher_placed (strip, x);
  CREATE UNLOGGED TABLE matcher_everywhere AS SELECT ${NAMES.join(', ')} FROM matcher_loaded WHERE everywhere;
  CREATE UNLOGGED TABLE matcher_orgs AS SELECT org_id, sum(load)::int AS load FROM matcher_loaded GROUP BY org_id;
  ALTER TABLE matcher_orgs ADD PRIMARY KEY (org_id);
  CREATE INDEX ON matcher_slices (menu_id);
  CREATE TABLE matcher_totals AS SELECT count(*)::int AS places FROM matcher_loaded;
  DROP TABLE matcher_loaded;
  ANALYZE matcher_placed;
  ANALYZE matcher_everywhere;
  ANALYZE matcher_orgs;
  ANALYZE matcher_slices;
`;

function* linesOf(places: Iterable<Place>, words: Dictionaries, slices: string[]): Generator<string> {
  for (const place of places) {
    const row = rowOf(place, words);
    let line = `${isEverywhere(place.menu) ? 't' : 'f'}\t${place.load}`;
    for (const name of NAMES) line += `\t${row[name] ?? '\\N'}`;
    noteSlices(place, slices);
    yield line;
  }
}

function noteSlices({ menu, capacity }: Place, slices: string[]): void {
  for (const session of capacity?.sessions ?? []) {
    const range = rangeOf(session);
    if (range === null) continue;
    slices.push(`${menu.menuId}\t${rangeText(range)}\t${session.free}\t${session.outOfSystemFree ?? '\\N'}`);
  }
}
