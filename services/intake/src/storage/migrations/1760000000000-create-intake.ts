import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, cases, consent and everything that is written about people. */
export class CreateIntake1760000000000 implements MigrationInterface {
  readonly name = 'CreateIntake1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createPeople(runner);
    await createCases(runner);
    await createRecords(runner);
    await createConsents(runner);
    await createDisclosures(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE destruction_requests, disclosures, consent_records, consents, participation_plans,
        note_corrections, notes, assessments, case_steps, cases, household_members, households, persons`);
  }
}

async function createPeople(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'persons',
    `id uuid PRIMARY KEY, version int NOT NULL,
     name text NOT NULL, kana text NOT NULL, alias text, birth_date text, birth_year int, gender text,
     phone text, address text, considerations text,
     facts jsonb NOT NULL, safety jsonb,
     entered_at timestamptz NOT NULL`,
  );
  await createTenantTable(runner, 'households', 'id uuid PRIMARY KEY, version int NOT NULL');
  await createTenantTable(
    runner,
    'household_members',
    `id uuid PRIMARY KEY, household_id uuid NOT NULL REFERENCES households, position int NOT NULL,
     person_ref uuid REFERENCES persons, relation text NOT NULL, age int,
     registered boolean NOT NULL, actual boolean NOT NULL, living_apart boolean NOT NULL, apart_reason text,
     joined_on date NOT NULL, left_on date, left_reason text`,
  );
  await runner.query('CREATE INDEX ON household_members (tenant, household_id)');
  await runner.query('CREATE INDEX ON household_members (tenant, person_ref)');
  for (const kind of ['registered', 'actual']) {
    await runner.query(
      `CREATE UNIQUE INDEX ON household_members (tenant, person_ref) WHERE ${kind} AND left_on IS NULL`,
    );
  }
}

async function createCases(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'cases',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     fiscal_year int NOT NULL, state text NOT NULL, episode int NOT NULL,
     person_ref uuid REFERENCES persons, received_on date NOT NULL, channel text NOT NULL, urgency text NOT NULL,
     consent_state text NOT NULL, chief_complaint text NOT NULL, caller text,
     intake_topics jsonb NOT NULL, fields jsonb NOT NULL, situation_tags jsonb NOT NULL,
     issue_categories jsonb NOT NULL, triage text, emergency jsonb, closure_reason text,
     UNIQUE (tenant, number)`,
  );
  await runner.query('CREATE INDEX ON cases (tenant, state, number)');
  await createTenantTable(
    runner,
    'case_steps',
    `id uuid PRIMARY KEY, case_ref uuid NOT NULL REFERENCES cases, version int NOT NULL, event text NOT NULL,
     from_state text NOT NULL, to_state text NOT NULL, taken_by text NOT NULL, taken_at timestamptz NOT NULL,
     detail jsonb NOT NULL`,
  );
  await runner.query('CREATE INDEX ON case_steps (tenant, case_ref, version)');
}

/** What is written about a case. */
async function createRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'assessments',
    `id uuid PRIMARY KEY, version int NOT NULL, case_ref uuid NOT NULL REFERENCES cases,
     person_ref uuid NOT NULL REFERENCES persons, number int NOT NULL, facts jsonb NOT NULL,
     issue_categories jsonb NOT NULL, person_words text, wishes text, environment text,
     recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
     UNIQUE (tenant, case_ref, number)`,
  );
  await createTenantTable(
    runner,
    'notes',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     case_ref uuid NOT NULL REFERENCES cases, kind text NOT NULL, text text NOT NULL,
     written_by text NOT NULL, written_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON notes (tenant, case_ref, number)');
  await createTenantTable(
    runner,
    'note_corrections',
    `id uuid PRIMARY KEY, note_ref uuid NOT NULL REFERENCES notes, case_ref uuid NOT NULL, version int NOT NULL, text text NOT NULL,
     reason text NOT NULL, corrected_by text NOT NULL, corrected_at timestamptz NOT NULL,
     UNIQUE (tenant, note_ref, version)`,
  );
  await createTenantTable(
    runner,
    'participation_plans',
    `id uuid PRIMARY KEY, version int NOT NULL, state text NOT NULL, case_ref uuid NOT NULL REFERENCES cases,
     person_ref uuid NOT NULL REFERENCES persons, goal text NOT NULL, wishes text NOT NULL,
     confirmed_on date, confirmation_method text, person_words text, withdrawal_reason text`,
  );
}

async function createConsents(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'consents',
    `id uuid PRIMARY KEY REFERENCES persons, version int NOT NULL, state text NOT NULL, terms jsonb NOT NULL,
     pending_terms jsonb NOT NULL, exception_terms jsonb NOT NULL DEFAULT '[]', guardian text, next_until date`,
  );
  await runner.query('CREATE INDEX ON consents (tenant, next_until) WHERE next_until IS NOT NULL');
  await createTenantTable(
    runner,
    'consent_records',
    `id uuid PRIMARY KEY, person_ref uuid NOT NULL REFERENCES persons, version int NOT NULL, event text NOT NULL,
     recorded_by text NOT NULL, recorded_at timestamptz NOT NULL, detail jsonb NOT NULL`,
  );
  await runner.query('CREATE INDEX ON consent_records (tenant, person_ref, version)');
}

async function createDisclosures(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'disclosures',
    `id uuid PRIMARY KEY, version int NOT NULL, state text NOT NULL, person_ref uuid NOT NULL, org_id uuid NOT NULL,
     items jsonb NOT NULL`,
  );
  await runner.query('CREATE INDEX ON disclosures (tenant, person_ref)');
  await createTenantTable(
    runner,
    'destruction_requests',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     org_id uuid NOT NULL, proposal_id uuid NOT NULL, requested_at timestamptz NOT NULL, confirmed_by text,
     UNIQUE (tenant, proposal_id)`,
  );
  await runner.query('CREATE INDEX ON destruction_requests (tenant, org_id, number)');
}
