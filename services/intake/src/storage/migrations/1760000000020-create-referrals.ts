import { createTenantTable, refuseChanges } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is written once and stays, whoever asks. */
const NEVER_CHANGED = ['referral_steps', 'referral_reminders', 'referral_readings'];

/** Desks, and the つなぐシート between them. */
export class CreateReferrals1760000000020 implements MigrationInterface {
  readonly name = 'CreateReferrals1760000000020';

  async up(runner: QueryRunner): Promise<void> {
    await createDesks(runner);
    await createSheets(runner);
    await createRecords(runner);
    for (const table of NEVER_CHANGED) await refuseChanges(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE referral_readings, referral_reminders, referral_steps, referral_sheets, desks');
  }
}

async function createDesks(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'desks',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, name_ja text NOT NULL,
     external boolean NOT NULL, org_id uuid, area_id uuid, fields jsonb NOT NULL, manager_sub text NOT NULL,
     deputy_sub text, members jsonb NOT NULL, closed boolean NOT NULL,
     CHECK (NOT external OR org_id IS NOT NULL)`,
  );
  await runner.query('CREATE INDEX ON desks (tenant, number)');
}

async function createSheets(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'referral_sheets',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     case_ref uuid NOT NULL REFERENCES cases, person_ref uuid NOT NULL REFERENCES persons,
     from_desk_id uuid NOT NULL REFERENCES desks, to_desk_id uuid REFERENCES desks,
     urgency text NOT NULL, topics jsonb NOT NULL, household text NOT NULL, reasons text NOT NULL,
     asks_for text NOT NULL, meeting text NOT NULL, items jsonb NOT NULL,
     basis text, share_id uuid, sendings int NOT NULL, returns int NOT NULL,
     drafted_by text NOT NULL, drafted_at timestamptz NOT NULL, state_since timestamptz NOT NULL,
     remind_at timestamptz, overdue_at timestamptz,
     CHECK (state = 'DRAFT' OR state = 'WITHDRAWN' OR to_desk_id IS NOT NULL)`,
  );
  await runner.query('CREATE INDEX ON referral_sheets (tenant, case_ref, number)');
  await runner.query('CREATE INDEX ON referral_sheets (tenant, to_desk_id, state)');
  await runner.query('CREATE INDEX ON referral_sheets (tenant, from_desk_id, state)');
  await runner.query('CREATE INDEX ON referral_sheets (tenant, person_ref)');
  await runner.query(`CREATE INDEX ON referral_sheets (tenant, overdue_at) WHERE state = 'SENT'`);
}

/** What was done with a sheet, when its desk was reminded, and who read what of it. */
async function createRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'referral_steps',
    `id uuid PRIMARY KEY, referral_id uuid NOT NULL REFERENCES referral_sheets, version int NOT NULL,
     event text NOT NULL, from_state text NOT NULL, to_state text NOT NULL, desk_id uuid,
     taken_by text NOT NULL, taken_at timestamptz NOT NULL, reason text, detail jsonb NOT NULL`,
  );
  await runner.query('CREATE INDEX ON referral_steps (tenant, referral_id, version)');
  await createTenantTable(
    runner,
    'referral_reminders',
    `id uuid PRIMARY KEY, referral_id uuid NOT NULL REFERENCES referral_sheets, sending int NOT NULL,
     desk_id uuid NOT NULL, reminded_at timestamptz NOT NULL, UNIQUE (tenant, referral_id, sending)`,
  );
  await createTenantTable(
    runner,
    'referral_readings',
    `id uuid PRIMARY KEY, referral_id uuid NOT NULL REFERENCES referral_sheets, desk_id uuid NOT NULL,
     share_id uuid NOT NULL, items jsonb NOT NULL, read_by text NOT NULL, read_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON referral_readings (tenant, referral_id, read_at)');
}
