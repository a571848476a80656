import { createTenantTable, refuseChanges } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Households over time, key persons, potential clients, and who may be the same person. */
export class CreatePeople1760000000050 implements MigrationInterface {
  readonly name = 'CreatePeople1760000000050';

  async up(runner: QueryRunner): Promise<void> {
    await createHouseholdRecords(runner);
    await createKeyPersons(runner);
    await createPotentialClients(runner);
    await createIdentity(runner);
    for (const table of ['household_changes', 'key_person_records', 'potential_reviews']) {
      await refuseChanges(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE person_merges, person_keys, person_key_sets, potential_reviews, potential_clients,
        key_person_records, key_persons, household_changes, household_cares`);
  }
}

async function createHouseholdRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'household_cares',
    `id uuid PRIMARY KEY, version int NOT NULL, household_id uuid NOT NULL REFERENCES households,
     carer_id uuid NOT NULL REFERENCES household_members, cared_for_id uuid NOT NULL REFERENCES household_members,
     kind text NOT NULL, since date, ended_on date, CHECK (carer_id <> cared_for_id)`,
  );
  await runner.query('CREATE INDEX ON household_cares (tenant, household_id)');
  await createTenantTable(
    runner,
    'household_changes',
    `id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, household_id uuid NOT NULL REFERENCES households,
     version int NOT NULL, change text NOT NULL, member jsonb NOT NULL,
     recorded_by text NOT NULL, recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON household_changes (tenant, household_id, number)');
}

async function createKeyPersons(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'key_persons',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     person_ref uuid NOT NULL REFERENCES persons, name text NOT NULL, relation text NOT NULL, phone text,
     may_be_contacted text NOT NULL, how text, safety_note text, ended_reason text`,
  );
  await runner.query('CREATE INDEX ON key_persons (tenant, person_ref, number)');
  await createTenantTable(
    runner,
    'key_person_records',
    `id uuid PRIMARY KEY, key_person_id uuid NOT NULL REFERENCES key_persons, person_ref uuid NOT NULL,
     version int NOT NULL, event text NOT NULL, detail text NOT NULL, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
     UNIQUE (tenant, key_person_id, version)`,
  );
}

/** Beside a case in POTENTIAL: where, about what, and when it is looked at again. */
async function createPotentialClients(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'potential_clients',
    `id uuid PRIMARY KEY REFERENCES cases, version int NOT NULL, area_code text, concern text,
     review_by date NOT NULL`,
  );
  await createTenantTable(
    runner,
    'potential_reviews',
    `id uuid PRIMARY KEY, case_ref uuid NOT NULL REFERENCES cases, version int NOT NULL, reason text NOT NULL,
     review_by date NOT NULL, reviewed_by text NOT NULL, reviewed_at timestamptz NOT NULL,
     UNIQUE (tenant, case_ref, version)`,
  );
}

/** Keyed hashes to find a person by, and who is said to be whom. */
async function createIdentity(runner: QueryRunner): Promise<void> {
  await createTenantTable(runner, 'person_key_sets', 'id uuid PRIMARY KEY REFERENCES persons, made_with text NOT NULL');
  await runner.query('CREATE INDEX ON person_key_sets (tenant, made_with)');
  await createTenantTable(
    runner,
    'person_keys',
    'person_ref uuid NOT NULL REFERENCES persons, key text NOT NULL, PRIMARY KEY (tenant, key, person_ref)',
  );
  await runner.query('CREATE INDEX ON person_keys (tenant, person_ref)');
  await createTenantTable(
    runner,
    'person_merges',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     person_ref uuid NOT NULL REFERENCES persons, into_ref uuid NOT NULL REFERENCES persons,
     reason text NOT NULL, merged_by text NOT NULL, merged_at timestamptz NOT NULL,
     undone_reason text, undone_by text, undone_at timestamptz, CHECK (person_ref <> into_ref)`,
  );
  await runner.query(`CREATE UNIQUE INDEX ON person_merges (tenant, person_ref) WHERE state = 'MERGED'`);
  await runner.query('CREATE INDEX ON person_merges (tenant, into_ref)');
}
