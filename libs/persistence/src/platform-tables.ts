import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from './tenant-table';
import { refuseChanges } from './versions-table';

/**
 * Tables that every service has. Four are not bound to a tenant, because they are read across all
 * of them: tenants, outbox, inbox, dead_letters.
 */
export class PlatformTables1700000000000 implements MigrationInterface {
  readonly name = 'PlatformTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_changed_xid() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.changed_xid := pg_current_xact_id(); RETURN NEW; END $$`);
    // What several writes of one statement returned against what they must: all of it or nothing (NOT_ALL_WRITTEN).
    await runner.query(`
      CREATE FUNCTION all_written(written bigint[], wanted bigint[]) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
        IF written <> wanted THEN RAISE EXCEPTION 'not all rows could be written' USING ERRCODE = 'TS001'; END IF;
        RETURN true;
      END $$`);
    // The clock's offset is here so that one statement sets the tenant and reads the time.
    await runner.query(`
      CREATE TABLE tenants (
        tenant text PRIMARY KEY CHECK (tenant ~ '^[0-9]{6}$'),
        clock_offset interval NOT NULL DEFAULT '0'
      )`);
    await runner.query(`
      CREATE TABLE outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        id uuid NOT NULL,
        tenant text NOT NULL,
        subject text NOT NULL,
        correlation_id text NOT NULL,
        occurred_at timestamptz NOT NULL,
        aggregate_id text NOT NULL,
        data json NOT NULL,
        published_at timestamptz
      )`);
    // Every act writes here and only the relay reads, what is not published: more indexes would only cost.
    await runner.query(`CREATE UNIQUE INDEX outbox_waiting ON outbox (seq) WHERE published_at IS NULL`);
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(`
      CREATE TABLE dead_letters (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        consumer text NOT NULL,
        event_id text NOT NULL,
        subject text NOT NULL,
        tenant text NOT NULL,
        code text NOT NULL,
        deliveries int NOT NULL,
        envelope jsonb,
        state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING','REPLAYED','DISCARDED')),
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        UNIQUE (consumer, event_id)
      )`);
    // Keys differ in their first column: comparing the others for each would cost more than the rest of a look.
    await createTenantTable(
      runner,
      'idempotency_keys',
      `sub text NOT NULL,
       key text COLLATE "C" NOT NULL,
       fingerprint text NOT NULL,
       answer json,
       created_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (key, sub, tenant)`,
    );
    await createAudit(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE audit_heads, audit_links, audit_subjects, audit_entries, idempotency_keys, dead_letters, inbox, outbox, tenants',
    );
    await runner.query('DROP FUNCTION keep_audit_subjects, keep_changed_xid, all_written');
  }
}

/** Who did and saw what. Entries and the links of their chain are written once; a head says where the chain stands. */
async function createAudit(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'audit_entries',
    `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
     at timestamptz NOT NULL, sub text NOT NULL, roles text[] NOT NULL, org_id text, act text NOT NULL,
     purpose text NOT NULL, subjects uuid[] NOT NULL, fields text[] NOT NULL, decision text NOT NULL,
     correlation_id text NOT NULL, mark text NOT NULL`,
  );
  await runner.query('CREATE INDEX ON audit_entries (tenant, xid)');
  // Under row-level security no index on a list can be used: whom an entry is about is found here.
  await createTenantTable(
    runner,
    'audit_subjects',
    'subject uuid NOT NULL, entry_id uuid NOT NULL, PRIMARY KEY (tenant, subject, entry_id)',
  );
  await runner.query(`
    CREATE FUNCTION keep_audit_subjects() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_subjects (tenant, subject, entry_id)
      SELECT tenant, unnest(subjects), id FROM written ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER keep_subjects AFTER INSERT ON audit_entries
      REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_subjects()`);
  await createTenantTable(
    runner,
    'audit_links',
    'position bigint NOT NULL, entry_id uuid NOT NULL UNIQUE, hash text NOT NULL, PRIMARY KEY (tenant, position)',
  );
  for (const table of ['audit_entries', 'audit_subjects', 'audit_links']) await refuseChanges(runner, table);
  await createTenantTable(
    runner,
    'audit_heads',
    `position bigint NOT NULL, hash text NOT NULL, seen xid8 NOT NULL, PRIMARY KEY (tenant)`,
  );
}
