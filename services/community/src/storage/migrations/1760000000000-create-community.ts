import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the registry, which the search of every replica follows. `seq` gives lists their order and their cursor. */
export class CreateCommunity1760000000000 implements MigrationInterface {
  readonly name = 'CreateCommunity1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createRegistry(runner);
    await createHosts(runner);
    await createAgreements(runner);
    await createCounts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE tasks, resource_developments, introductions, availability, out_of_system_agreements, host_assessments, menus, resources, organizations',
    );
  }
}

const SEQ = 'seq bigint GENERATED ALWAYS AS IDENTITY';

async function createRegistry(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'organizations',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     name text NOT NULL, kind text NOT NULL, contact jsonb, contact_people jsonb NOT NULL DEFAULT '[]',
     corporate_number text, contract_from date, contract_until date`,
    { followed: true },
  );
  await createTenantTable(
    runner,
    'resources',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     org_id uuid NOT NULL REFERENCES organizations (id),
     state text NOT NULL, name text NOT NULL, name_kana text, type text,
     postal_code text, address text, building text, municipality_code text, location jsonb,
     address_confidential boolean NOT NULL, area_ids uuid[] NOT NULL DEFAULT '{}',
     phone text, phone_extension text, fax text, email text, url text,
     hours jsonb, closures jsonb, accessibility jsonb, languages jsonb,
     statutory_basis text, office_number text, service_kind text, capacity_stated jsonb,
     description text, notes text, public_fields jsonb, origin jsonb,
     last_confirmed_on date, publication_agreed_on date, resumes_on date, paused_at timestamptz,
     reason text, suspended_by text, suspended_at timestamptz,
     suspension_confirmed_by text, suspension_confirmed_at timestamptz`,
    { followed: true },
  );
  await createTenantTable(
    runner,
    'menus',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     resource_id uuid NOT NULL REFERENCES resources (id),
     org_id uuid NOT NULL REFERENCES organizations (id),
     name text NOT NULL, capacity_model text, content jsonb NOT NULL, details jsonb NOT NULL DEFAULT '{}'`,
    { followed: true },
  );
  for (const table of ['organizations', 'resources', 'menus']) {
    await runner.query(`CREATE INDEX ON ${table} (tenant, seq)`);
  }
  await runner.query(
    'CREATE UNIQUE INDEX ON organizations (tenant, corporate_number) WHERE corporate_number IS NOT NULL',
  );
  await runner.query('CREATE INDEX ON resources (tenant, org_id, seq)');
  await runner.query('CREATE INDEX ON resources (tenant, office_number, service_kind) WHERE office_number IS NOT NULL');
  await runner.query('CREATE INDEX ON resources USING gin (area_ids)');
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
  await runner.query('CREATE INDEX ON host_assessments (tenant, assessed_on)');
  await runner.query(`CREATE INDEX ON availability (tenant, reported_at) WHERE state <> 'STALE'`);
}

async function createAgreements(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'out_of_system_agreements',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     menu_id uuid NOT NULL REFERENCES menus (id), agreed_with text NOT NULL, basis text NOT NULL,
     places int CHECK (places BETWEEN 1 AND 100000),
     agreed_on date NOT NULL, until date NOT NULL, ended_on date, CHECK (until >= agreed_on)`,
  );
  await runner.query('CREATE INDEX ON out_of_system_agreements (tenant, menu_id, seq)');
  await runner.query('CREATE INDEX ON out_of_system_agreements (tenant, until) WHERE ended_on IS NULL');
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
     completed_on date, UNIQUE (tenant, unmet_need_id), CHECK ((state = 'COMPLETED') = (completed_on IS NOT NULL))`,
  );
  await createTenantTable(
    runner,
    'tasks',
    `id uuid PRIMARY KEY, ${SEQ},
     org_id uuid NOT NULL REFERENCES organizations (id), kind text NOT NULL,
     owner text NOT NULL DEFAULT 'organization' CHECK (owner IN ('organization', 'coordinator')),
     state text NOT NULL CHECK (state IN ('OPEN', 'DONE')), due_on date,
     subject_id uuid NOT NULL, menu_id uuid REFERENCES menus (id), resource_id uuid REFERENCES resources (id),
     promised int, total int, cause_version int NOT NULL, opened_on date NOT NULL`,
  );
  await runner.query('CREATE INDEX ON introductions (tenant, held_on)');
  await runner.query('CREATE INDEX ON resource_developments (tenant, state, seq)');
  await runner.query('CREATE INDEX ON tasks (tenant, org_id, state, seq)');
  await runner.query(`CREATE INDEX ON tasks (tenant, state, seq) WHERE owner = 'coordinator'`);
  await runner.query(`CREATE UNIQUE INDEX ON tasks (tenant, kind, subject_id) WHERE state = 'OPEN'`);
}
