import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All tables of community. `seq` gives lists their order and their cursor. */
export class CreateCommunity1760000000000 implements MigrationInterface {
  readonly name = 'CreateCommunity1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createRegistry(runner);
    await createHosts(runner);
    await createCounts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE tasks, resource_developments, introductions, availability, host_assessments, menus, resources, organizations',
    );
  }
}

const SEQ = 'seq bigint GENERATED ALWAYS AS IDENTITY';

async function createRegistry(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'organizations',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     name text NOT NULL, kind text NOT NULL, contact jsonb`,
  );
  await createTenantTable(
    runner,
    'resources',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     org_id uuid NOT NULL REFERENCES organizations (id),
     state text NOT NULL, name text NOT NULL, type text, location jsonb,
     address_confidential boolean NOT NULL,
     last_confirmed_on date, publication_agreed_on date, resumes_on date, paused_at timestamptz,
     reason text, suspended_by text`,
  );
  await createTenantTable(
    runner,
    'menus',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     resource_id uuid NOT NULL REFERENCES resources (id),
     org_id uuid NOT NULL REFERENCES organizations (id),
     name text NOT NULL, capacity_model text, content jsonb NOT NULL`,
  );
  for (const table of ['organizations', 'resources', 'menus']) {
    await runner.query(`CREATE INDEX ON ${table} (tenant, seq)`);
  }
  await runner.query('CREATE INDEX ON resources (tenant, org_id, seq)');
  await runner.query('CREATE INDEX ON resources (tenant, last_confirmed_on) WHERE state LIKE $$ACTIVE%$$');
  await runner.query('CREATE INDEX ON menus (tenant, resource_id, seq)');
}

async function createHosts(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'host_assessments',
    `menu_id uuid PRIMARY KEY REFERENCES menus (id),
     status text NOT NULL, assessed_on date, max_concurrent int, current int, note text,
     recorded_at timestamptz NOT NULL`,
  );
  await createTenantTable(
    runner,
    'availability',
    `id uuid PRIMARY KEY REFERENCES menus (id), version int NOT NULL,
     org_id uuid NOT NULL, state text NOT NULL CHECK (state IN ('FRESH', 'AGING', 'STALE')),
     total int NOT NULL, used int NOT NULL, out_of_system jsonb,
     unit text NOT NULL CHECK (unit IN ('person', 'family')), sessions jsonb, reported_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE INDEX ON availability (tenant, reported_at) WHERE state <> 'STALE'`);
}

async function createCounts(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'introductions',
    `id uuid PRIMARY KEY, menu_id uuid REFERENCES menus (id), resource_id uuid NOT NULL REFERENCES resources (id),
     held_on date NOT NULL, people int NOT NULL CHECK (people BETWEEN 1 AND 99), kind text NOT NULL`,
  );
  await createTenantTable(
    runner,
    'resource_developments',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     unmet_need_id uuid NOT NULL, need_version int NOT NULL,
     state text NOT NULL CHECK (state IN ('OPEN', 'WITHDRAWN', 'COMPLETED')),
     withdrawn_reason text, sought jsonb NOT NULL, opened_on date NOT NULL, menu_id uuid REFERENCES menus (id),
     UNIQUE (tenant, unmet_need_id)`,
  );
  await createTenantTable(
    runner,
    'tasks',
    `id uuid PRIMARY KEY, ${SEQ},
     org_id uuid NOT NULL REFERENCES organizations (id), kind text NOT NULL,
     state text NOT NULL CHECK (state IN ('OPEN', 'DONE')),
     subject_id uuid NOT NULL, menu_id uuid REFERENCES menus (id), resource_id uuid REFERENCES resources (id),
     promised int, total int, cause_version int NOT NULL, opened_on date NOT NULL`,
  );
  await runner.query('CREATE INDEX ON introductions (tenant, held_on)');
  await runner.query('CREATE INDEX ON resource_developments (tenant, state, seq)');
  await runner.query('CREATE INDEX ON tasks (tenant, org_id, state, seq)');
  await runner.query(`CREATE UNIQUE INDEX ON tasks (tenant, kind, subject_id) WHERE state = 'OPEN'`);
}
