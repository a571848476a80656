import type { QueryRunner } from 'typeorm';

interface TableOptions {
  /** Followed by the memory of replicas: keeps the transaction that changed a row last. */
  readonly followed?: boolean;
}

/**
 * Creates a table of one municipality's rows. The tenant column fills itself from the
 * transaction's setting; FORCE row-level security hides the rows of all others, and all rows
 * where no tenant is set. `columns` is the body of CREATE TABLE, keys and checks included.
 */
export async function createTenantTable(
  runner: QueryRunner,
  name: string,
  columns: string,
  options: TableOptions = {},
): Promise<void> {
  const follow = options.followed ? 'changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),' : '';
  await runner.query(`
    CREATE TABLE ${name} (
      tenant text NOT NULL DEFAULT nullif(current_setting('tsunagi.tenant', true), ''),
      ${follow}
      ${columns}
    )`);
  await runner.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  await runner.query(`
    CREATE POLICY same_tenant ON ${name}
      USING (tenant = nullif(current_setting('tsunagi.tenant', true), ''))
      WITH CHECK (tenant = nullif(current_setting('tsunagi.tenant', true), ''))`);
  if (!options.followed) return;
  await runner.query(`CREATE INDEX ON ${name} (tenant, changed_xid)`);
  await runner.query(`
    CREATE TRIGGER keep_changed_xid BEFORE UPDATE ON ${name}
      FOR EACH ROW WHEN (NEW.changed_xid <> pg_current_xact_id()) EXECUTE FUNCTION keep_changed_xid()`);
}
