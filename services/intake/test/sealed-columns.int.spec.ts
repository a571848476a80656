import { type ServiceWorld, serviceUnderTest } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import columns from '../src/storage/sealed-columns.json';

/** Of the platform, which writes ids, codes and hashes; and of the deployment. */
const NO_WORDS = '^(tenants|schema_migrations|outbox|inbox|dead_letters|idempotency_keys|audit_.*)$';

interface Listed {
  readonly table: string;
  readonly column: string;
  readonly as: string;
}

const { sealed, planned, plain, reasons } = columns as {
  readonly sealed: Readonly<
    Record<string, { readonly owner: string; readonly columns: readonly string[]; readonly copiesOf?: string }>
  >;
  readonly planned: Readonly<Record<string, readonly string[]>>;
  readonly plain: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly reasons: Readonly<Record<string, string>>;
};

const listed: readonly Listed[] = [
  ...Object.entries(sealed).flatMap(([table, of]) => of.columns.map((column) => ({ table, column, as: 'sealed' }))),
  ...Object.entries(planned).flatMap(([table, of]) => of.map((column) => ({ table, column, as: 'planned' }))),
  ...Object.entries(plain).flatMap(([table, of]) =>
    Object.entries(of).flatMap(([as, those]) => those.map((column) => ({ table, column, as }))),
  ),
];
const nameOf = ({ table, column }: Pick<Listed, 'table' | 'column'>): string => `${table}.${column}`;

describe('the list of what is sealed', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
  }, 60_000);
  afterAll(() => world.stop());

  it('names every column that could hold words, once, and no other', async () => {
    const rows = await world.sql<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('text', 'json', 'jsonb', 'character varying', 'bytea', 'ARRAY')
          AND column_name <> 'tenant' AND table_name !~ $1`,
      [NO_WORDS],
    );
    expect(listed.map(nameOf).sort()).toEqual(rows.map(nameOf).sort());
  });

  it('says of every plain column why it is', () => {
    const why = new Set(listed.map(({ as }) => as).filter((as) => as !== 'sealed' && as !== 'planned'));
    expect([...why].sort()).toEqual(Object.keys(reasons).sort());
  });

  it('seals columns of text, by a key whose owner the row names', async () => {
    const rows = await world.sql<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('text', 'uuid')`,
    );
    const there = new Set(rows.map(nameOf));
    for (const [table, { owner, columns: names }] of Object.entries(sealed)) {
      const key = owner.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      for (const column of [key, ...names]) expect([...there]).toContain(`${table}.${column}`);
    }
  });

  it('seals the kept versions of a row as the row itself', async () => {
    const rows = await world.sql<{ copy: string; of: string }>(
      `SELECT DISTINCT replace(p.proname, 'keep_', '') AS copy, c.relname AS of FROM pg_trigger t
         JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname LIKE 'keep_versions_%'`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { copy, of } of rows) {
      expect(sealed[copy]).toEqual(sealed[of] && { ...sealed[of], copiesOf: of });
    }
  });
});
