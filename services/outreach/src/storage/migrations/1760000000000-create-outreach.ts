import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutreach1760000000000 implements MigrationInterface {
  readonly name = 'CreateOutreach1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTies(runner);
    await createFollowUps(runner);
    await createHostSupports(runner);
    await createEngagements(runner);
    await createEngagementRecords(runner);
    await createConcernReports(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE concern_reports');
    await runner.query('DROP TABLE engagement_steps, contact_attempts, engagements');
    await runner.query('DROP TABLE farewells, host_supports, follow_ups, ties');
  }
}

async function createTies(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'ties',
    `id uuid NOT NULL PRIMARY KEY,
     person_ref uuid NOT NULL,
     case_ref uuid,
     org_id uuid,
     started_on date,
     state text NOT NULL CHECK (state IN ('FOLLOWED','AFTERCARE','SETTLED','ENDED')),
     heard_version int NOT NULL,
     recorded_count int NOT NULL DEFAULT 0,
     version int NOT NULL`,
  );
  await runner.query('CREATE INDEX ON ties (tenant, person_ref)');
  await runner.query('CREATE INDEX ON ties (tenant, case_ref)');
  await createTenantTable(runner, 'farewells', 'id uuid NOT NULL PRIMARY KEY, heard_on date NOT NULL');
}

async function createFollowUps(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'follow_ups',
    `id uuid NOT NULL PRIMARY KEY,
     placement_id uuid NOT NULL REFERENCES ties,
     round int NOT NULL,
     kind text NOT NULL CHECK (kind IN ('regular','aftercare')),
     side text NOT NULL CHECK (side IN ('person','host')),
     step text NOT NULL,
     attempt int NOT NULL CHECK (attempt >= 1),
     due_on date NOT NULL,
     opens_on date NOT NULL,
     closes_on date NOT NULL CHECK (opens_on <= due_on AND due_on <= closes_on),
     state text NOT NULL CHECK (state IN ('PLANNED','DUE','DONE','MISSED','CANCELLED')),
     result text CHECK (result IN ('good','concern','missed')),
     recorded_on date,
     recorded_by text,
     recorded_as int,
     contact_method text,
     note_ref uuid,
     version int NOT NULL,
     UNIQUE (tenant, placement_id, round, kind, side, step, attempt),
     UNIQUE (tenant, placement_id, recorded_as),
     CHECK ((state IN ('DONE','MISSED')) = (result IS NOT NULL AND recorded_on IS NOT NULL AND recorded_as IS NOT NULL))`,
  );
  await runner.query('CREATE INDEX ON follow_ups (tenant, due_on, id)');
  await runner.query(`CREATE INDEX ON follow_ups (tenant, opens_on) WHERE state = 'PLANNED'`);
}

async function createHostSupports(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'host_supports',
    `id uuid NOT NULL PRIMARY KEY,
     placement_id uuid NOT NULL REFERENCES ties,
     kind text NOT NULL,
     given_on date NOT NULL,
     recorded_by text NOT NULL,
     note_ref uuid`,
  );
  await runner.query('CREATE INDEX ON host_supports (tenant, placement_id, given_on, id)');
}

async function createEngagements(runner: QueryRunner): Promise<void> {
  // Nobody is forgotten: what is open has a day on which somebody acts, unless the person has died.
  await createTenantTable(
    runner,
    'engagements',
    `id uuid NOT NULL PRIMARY KEY,
     case_ref uuid,
     person_ref uuid,
     source text NOT NULL,
     basis_code text NOT NULL,
     conference_id uuid,
     reason text NOT NULL,
     state text NOT NULL,
     stage text NOT NULL CHECK (stage ~ '^R[0-6]$'),
     safety_planned boolean NOT NULL DEFAULT false,
     next_action_on date,
     review_on date,
     last_attempt_on date,
     last_contact_on date,
     handed_over_on date,
     stopped_on date,
     version int NOT NULL,
     CHECK (state = 'CLOSED' OR next_action_on IS NOT NULL OR stopped_on IS NOT NULL)`,
  );
  await runner.query(`CREATE INDEX ON engagements (tenant, (coalesce(next_action_on, 'infinity'::date)), id)`);
  await runner.query('CREATE INDEX ON engagements (tenant, case_ref)');
  await runner.query('CREATE INDEX ON engagements (tenant, person_ref)');
}

async function createEngagementRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'contact_attempts',
    `id uuid NOT NULL PRIMARY KEY,
     engagement_id uuid NOT NULL REFERENCES engagements,
     method text NOT NULL,
     result text NOT NULL,
     tried_on date NOT NULL,
     stage_after text NOT NULL,
     place text,
     note_ref uuid,
     recorded_by text NOT NULL,
     recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON contact_attempts (tenant, engagement_id, tried_on DESC, recorded_at DESC)');
  await createTenantTable(
    runner,
    'engagement_steps',
    `id uuid NOT NULL PRIMARY KEY,
     engagement_id uuid NOT NULL REFERENCES engagements,
     event text NOT NULL,
     from_state text NOT NULL,
     to_state text NOT NULL,
     because text,
     note_ref uuid,
     recorded_by text NOT NULL,
     recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON engagement_steps (tenant, engagement_id, recorded_at)');
}

/** 気づき: the only words about a person that outreach holds. */
async function createConcernReports(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'concern_reports',
    `id uuid NOT NULL PRIMARY KEY,
     receipt_id uuid NOT NULL UNIQUE,
     state text NOT NULL CHECK (state IN ('RECEIVED','TAKEN','LINKED','SETTLED')),
     source_kind text NOT NULL,
     area_id uuid,
     urgency text NOT NULL,
     words text,
     place text,
     received_at timestamptz NOT NULL,
     due_on date NOT NULL,
     reported_by text NOT NULL,
     reported_by_org text,
     taken_by text CHECK (state = 'RECEIVED' OR taken_by IS NOT NULL),
     engagement_id uuid REFERENCES engagements,
     outcome text CHECK ((state = 'SETTLED') = (outcome IS NOT NULL)),
     feedback text NOT NULL,
     settled_on date CHECK ((state = 'SETTLED') = (settled_on IS NOT NULL)),
     disposed_on date CHECK ((words IS NULL) = (disposed_on IS NOT NULL)),
     version int NOT NULL,
     CHECK (disposed_on IS NULL OR (place IS NULL AND engagement_id IS NULL AND disposed_on > settled_on))`,
  );
  await runner.query(`CREATE INDEX ON concern_reports (tenant, due_on, id) WHERE state <> 'SETTLED'`);
  await runner.query(
    'CREATE INDEX ON concern_reports (tenant, settled_on) WHERE engagement_id IS NULL AND disposed_on IS NULL',
  );
}
