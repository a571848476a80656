import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was shared of a person and on which ground, exceptions, representatives, and the wording that is shown. */
export class CreateShares1760000000010 implements MigrationInterface {
  readonly name = 'CreateShares1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await createExceptions(runner);
    await createShares(runner);
    await createSpeaking(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consent_wordings, representatives, return_requests, shares, consent_exceptions');
  }
}

async function createExceptions(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'consent_exceptions',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     person_ref uuid NOT NULL REFERENCES persons, basis text NOT NULL, reason text NOT NULL, terms jsonb NOT NULL,
     until date NOT NULL, approve_by date NOT NULL, used_by text NOT NULL, used_at timestamptz NOT NULL,
     decided_by text, decided_at timestamptz, decision_note text`,
  );
  await runner.query('CREATE INDEX ON consent_exceptions (tenant, person_ref)');
  await runner.query(`CREATE INDEX ON consent_exceptions (tenant, approve_by, number) WHERE state = 'PENDING'`);
}

async function createShares(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'shares',
    `id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY,
     person_ref uuid NOT NULL REFERENCES persons, case_ref uuid, recipient_kind text NOT NULL,
     recipient_id text NOT NULL, scope text, basis text NOT NULL, reason text, items jsonb NOT NULL,
     source_id text, exception_id uuid REFERENCES consent_exceptions, shared_by text NOT NULL,
     shared_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON shares (tenant, person_ref, number)');
  await createTenantTable(
    runner,
    'return_requests',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     share_id uuid NOT NULL REFERENCES shares, recipient_kind text NOT NULL, recipient_id text NOT NULL,
     requested_at timestamptz NOT NULL, confirmed_by text,
     UNIQUE (tenant, share_id)`,
  );
  await runner.query('CREATE INDEX ON return_requests (tenant, state, number)');
}

/** Who speaks beside or for the person, and what the person is shown. */
async function createSpeaking(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'representatives',
    `id uuid PRIMARY KEY, version int NOT NULL, state text NOT NULL, person_ref uuid NOT NULL REFERENCES persons,
     kind text NOT NULL, name text NOT NULL, scopes jsonb NOT NULL, evidence text NOT NULL,
     valid_from date NOT NULL, until date, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
     ended_on date, end_reason text`,
  );
  await runner.query('CREATE INDEX ON representatives (tenant, person_ref)');
  await createTenantTable(
    runner,
    'consent_wordings',
    `id uuid PRIMARY KEY, version int NOT NULL, code text NOT NULL, valid_from date NOT NULL, valid_until date,
     texts jsonb NOT NULL, entered_by text NOT NULL, entered_at timestamptz NOT NULL,
     UNIQUE (tenant, code)`,
  );
}
