import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Multi-agency work and support plans. What was written, confirmed, done and found there stays as it was. */
export class CreateSupportPlans1760000000030 implements MigrationInterface {
  readonly name = 'CreateSupportPlans1760000000030';

  async up(runner: QueryRunner): Promise<void> {
    await createMultiAgency(runner);
    await createPlans(runner);
    await createPlanRecords(runner);
    await keepAsWritten(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE support_plan_evaluations, support_plan_monitorings, support_plan_action_updates, support_plan_actions,
        support_plan_steps, support_plan_confirmations, support_plan_contents, support_plans,
        decider_deputies, multi_agency_referrals`);
    await runner.query('DROP FUNCTION refuse_rewriting, refuse_changed_decision');
  }
}

async function createMultiAgency(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'multi_agency_referrals',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     case_ref uuid NOT NULL REFERENCES cases, episode int NOT NULL, reasons jsonb NOT NULL, words text NOT NULL,
     requested_by text NOT NULL, requested_at timestamptz NOT NULL, answered_by text, answered_at timestamptz,
     advice_id uuid, main_worker_sub text, main_desk_id uuid`,
  );
  await runner.query('CREATE INDEX ON multi_agency_referrals (tenant, case_ref, number)');
  await runner.query('CREATE INDEX ON multi_agency_referrals (tenant, state, number)');
  await createTenantTable(
    runner,
    'decider_deputies',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     deputy_sub text NOT NULL, from_day date NOT NULL, until_day date NOT NULL, reason text NOT NULL,
     registered_by text NOT NULL, registered_at timestamptz NOT NULL`,
  );
}

async function createPlans(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'support_plans',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     case_ref uuid NOT NULL REFERENCES cases, person_ref uuid NOT NULL REFERENCES persons, episode int NOT NULL,
     edition int NOT NULL, replaces uuid REFERENCES support_plans, author_sub text NOT NULL,
     content_number int NOT NULL, conference_id uuid, decided_by text, decided_at timestamptz,
     period_until date, next_monitoring_on date, UNIQUE (tenant, case_ref, episode, edition)`,
  );
  await runner.query('CREATE INDEX ON support_plans (tenant, person_ref)');
  await runner.query('CREATE INDEX ON support_plans (tenant, state, number)');
  await runner.query(`CREATE INDEX ON support_plans (tenant, next_monitoring_on) WHERE state = 'ACTIVE'`);
  await createTenantTable(
    runner,
    'support_plan_contents',
    `id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES support_plans, number int NOT NULL, content jsonb NOT NULL,
     hash text NOT NULL, written_by text NOT NULL, written_at timestamptz NOT NULL,
     UNIQUE (tenant, plan_id, number)`,
  );
  await createTenantTable(
    runner,
    'support_plan_confirmations',
    `id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES support_plans, content_number int NOT NULL,
     content_hash text NOT NULL, confirmed_on date NOT NULL, method text NOT NULL, person_words text NOT NULL,
     consent_version int NOT NULL, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON support_plan_confirmations (tenant, plan_id, content_number)');
  await createTenantTable(
    runner,
    'support_plan_steps',
    `id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES support_plans, version int NOT NULL, event text NOT NULL,
     from_state text NOT NULL, to_state text NOT NULL, taken_by text NOT NULL, taken_at timestamptz NOT NULL,
     detail jsonb NOT NULL, UNIQUE (tenant, plan_id, version)`,
  );
}

async function createPlanRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'support_plan_actions',
    `id uuid PRIMARY KEY, version int NOT NULL, plan_id uuid NOT NULL REFERENCES support_plans, position int NOT NULL,
     desk_id uuid NOT NULL, kind text NOT NULL, from_day date NOT NULL, until_day date NOT NULL, state text NOT NULL,
     UNIQUE (tenant, plan_id, position)`,
  );
  await createTenantTable(
    runner,
    'support_plan_action_updates',
    `id uuid PRIMARY KEY, action_id uuid NOT NULL REFERENCES support_plan_actions, version int NOT NULL,
     state text NOT NULL, note text NOT NULL, milestone text, to_desk_id uuid, updated_by text NOT NULL,
     updated_at timestamptz NOT NULL, UNIQUE (tenant, action_id, version)`,
  );
  await createTenantTable(
    runner,
    'support_plan_monitorings',
    `id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES support_plans, number int NOT NULL, due_on date NOT NULL,
     monitored_on date NOT NULL, goals jsonb NOT NULL, observed_changes jsonb NOT NULL, note text NOT NULL,
     person_words text, next_on date NOT NULL, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
     UNIQUE (tenant, plan_id, number)`,
  );
  await createTenantTable(
    runner,
    'support_plan_evaluations',
    `id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES support_plans, conference_id uuid NOT NULL,
     result text NOT NULL, evaluation text NOT NULL, goals jsonb NOT NULL, observed_changes jsonb NOT NULL,
     person_words text, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON support_plan_evaluations (tenant, plan_id)');
}

const AS_WRITTEN = [
  'support_plan_contents',
  'support_plan_confirmations',
  'support_plan_steps',
  'support_plan_action_updates',
  'support_plan_monitorings',
  'support_plan_evaluations',
];

/** The database itself refuses to rewrite what was written, and to change what a decision was about. */
async function keepAsWritten(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME USING ERRCODE = '55000'; END $$`);
  for (const table of AS_WRITTEN) {
    await runner.query(`
      CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
  }
  await runner.query(`
    CREATE FUNCTION refuse_changed_decision() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF ROW(NEW.case_ref, NEW.person_ref, NEW.episode, NEW.edition, NEW.replaces, NEW.author_sub,
               NEW.content_number, NEW.decided_by, NEW.decided_at)
           IS DISTINCT FROM
           ROW(OLD.case_ref, OLD.person_ref, OLD.episode, OLD.edition, OLD.replaces, OLD.author_sub,
               OLD.content_number, OLD.decided_by, OLD.decided_at)
        THEN RAISE EXCEPTION 'a decided plan keeps what was decided' USING ERRCODE = '55000'; END IF;
        RETURN NEW;
      END $$`);
  await runner.query(`
    CREATE TRIGGER keep_decision BEFORE UPDATE ON support_plans
      FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION refuse_changed_decision()`);
}
