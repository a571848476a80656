import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from './tenant-table';

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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys, dead_letters, inbox, outbox, tenants');
    await runner.query('DROP FUNCTION keep_changed_xid, all_written');
  }
}
