import type { QueryRunner } from 'typeorm';

/**
 * Keeps every state of the rows of a followed table: `name` has the columns of `table`, so also the transaction
 * that wrote each state (`changed_xid`), and an order. Written by a trigger in that very transaction, and by
 * nobody else; nothing in it is ever changed. With `pg_visible_in_snapshot` the table can be read as any earlier
 * snapshot showed it. A later migration that adds a column to `table` adds it here and calls `copyVersions` again.
 */
export async function createVersionsTable(
  runner: QueryRunner,
  { table, name, key }: { readonly table: string; readonly name: string; readonly key: string },
): Promise<void> {
  await runner.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING GENERATED)`);
  await runner.query(`ALTER TABLE ${name} ADD seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`);
  await runner.query(`CREATE INDEX ON ${name} (tenant, ${key}, seq)`);
  await runner.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  await runner.query(`
    CREATE POLICY same_tenant ON ${name}
      USING (tenant = nullif(current_setting('tsunagi.tenant', true), ''))
      WITH CHECK (tenant = nullif(current_setting('tsunagi.tenant', true), ''))`);
  await refuseChanges(runner, name);
  await copyVersions(runner, table, name);
}

async function copyVersions(runner: QueryRunner, table: string, name: string): Promise<void> {
  const columns = (await columnsOf(runner, table)).join(', ');
  await runner.query(`
    CREATE OR REPLACE FUNCTION keep_${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ${name} (${columns}) SELECT ${columns} FROM changed;
      RETURN NULL;
    END $$`);
  for (const act of ['INSERT', 'UPDATE']) {
    await runner.query(`
      CREATE OR REPLACE TRIGGER keep_versions_${act.toLowerCase()} AFTER ${act} ON ${table}
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_${name}()`);
  }
}

async function columnsOf(runner: QueryRunner, table: string): Promise<readonly string[]> {
  const rows = (await runner.query(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  )) as readonly { readonly name: string }[];
  return rows.map(({ name }) => name);
}

/** Rows of this table are written once and stay as they are, whoever asks (SQLSTATE 55000). */
export async function refuseChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '55000'; END $$`);
  await runner.query(`
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}
