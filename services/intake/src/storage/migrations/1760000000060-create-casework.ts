import { createTenantTable, createVersionsTable, refuseChanges } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is written once and stays, whoever asks (L11). */
const NEVER_CHANGED = [
  ...['case_steps', 'assessments', 'notes', 'note_corrections'],
  ...['form_editions', 'code_editions', 'form_prints', 'filled_form_versions', 'record_forms'],
  ...['supporter_advice', 'trainings'],
];

/** Rows of which every state is kept, by a trigger (L11). */
const VERSIONS = [
  ['cases', 'case_versions'],
  ['support_plans', 'support_plan_versions'],
  ['referral_sheets', 'referral_sheet_versions'],
  ['consents', 'consent_versions'],
] as const;

/** Forms as data, the record as of any moment, advice and training, centres and who has which case, early ends. */
export class CreateCasework1760000000060 implements MigrationInterface {
  readonly name = 'CreateCasework1760000000060';

  async up(runner: QueryRunner): Promise<void> {
    await createForms(runner);
    await createLearning(runner);
    await createCentres(runner);
    await createAssignments(runner);
    await createEarlyEnds(runner);
    for (const [table, name] of VERSIONS) await createVersionsTable(runner, { table, name, key: 'id' });
    for (const table of NEVER_CHANGED) await refuseChanges(runner, table);
    await runner.query(`CREATE INDEX ON cases (tenant, number) WHERE emergency ->> 'state' = 'RAISED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['case_steps', 'assessments', 'notes', 'note_corrections'])
      await runner.query(`DROP TRIGGER append_only ON ${table}`);
    for (const [table, name] of VERSIONS)
      await runner.query(`
        DROP TRIGGER keep_versions_insert ON ${table}; DROP TRIGGER keep_versions_update ON ${table};
        DROP TABLE ${name}`);
    await runner.query(`
      DROP TABLE early_ends, handovers, case_assignments, worker_absences, area_workers, centre_areas,
        centres, trainings, supporter_advice, record_forms, filled_form_versions, filled_forms, form_prints, code_editions,
        form_editions`);
  }
}

async function createForms(runner: QueryRunner): Promise<void> {
  const entered = 'entered_by text NOT NULL, entered_at timestamptz NOT NULL';
  const edition = `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     valid_from date NOT NULL, ${entered}`;
  await createTenantTable(runner, 'form_editions', `${edition}, kind text NOT NULL, definition jsonb NOT NULL`);
  await runner.query('CREATE INDEX ON form_editions (tenant, kind, valid_from, number)');
  await createTenantTable(runner, 'code_editions', `${edition}, list text NOT NULL, entries jsonb NOT NULL`);
  await runner.query('CREATE INDEX ON code_editions (tenant, list, valid_from, number)');
  await createTenantTable(runner, 'form_prints', 'hash text NOT NULL, form jsonb NOT NULL, PRIMARY KEY (tenant, hash)');
  await createTenantTable(
    runner,
    'filled_forms',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     case_ref uuid NOT NULL REFERENCES cases, kind text NOT NULL`,
  );
  await runner.query('CREATE INDEX ON filled_forms (tenant, case_ref, number)');
  await createTenantTable(
    runner,
    'filled_form_versions',
    `id uuid PRIMARY KEY, form_id uuid NOT NULL REFERENCES filled_forms, version int NOT NULL,
     print text NOT NULL, answers jsonb NOT NULL, filled_by text NOT NULL, filled_at timestamptz NOT NULL,
     UNIQUE (tenant, form_id, version), FOREIGN KEY (tenant, print) REFERENCES form_prints (tenant, hash)`,
  );
  await createTenantTable(
    runner,
    'record_forms',
    `id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, about text NOT NULL, record_id uuid NOT NULL,
     part int NOT NULL, print text NOT NULL, form_id uuid REFERENCES filled_forms, form_version int,
     bound_by text NOT NULL, bound_at timestamptz NOT NULL,
     FOREIGN KEY (tenant, print) REFERENCES form_prints (tenant, hash)`,
  );
  await runner.query('CREATE INDEX ON record_forms (tenant, record_id, number)');
  await runner.query('CREATE INDEX ON record_forms (tenant, form_id) WHERE form_id IS NOT NULL');
}

async function createLearning(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'supporter_advice',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     case_ref uuid REFERENCES cases, desk_id uuid, to_sub text, words text NOT NULL,
     given_by text NOT NULL, given_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON supporter_advice (tenant, number)');
  await runner.query('CREATE INDEX ON supporter_advice (tenant, case_ref, number)');
  await createTenantTable(
    runner,
    'trainings',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     held_on date NOT NULL, kind text NOT NULL, topic text NOT NULL, minutes int NOT NULL, participants int NOT NULL,
     participant_subs jsonb NOT NULL, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON trainings (tenant, number)');
}

async function createCentres(runner: QueryRunner): Promise<void> {
  const head = 'id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY';
  await createTenantTable(runner, 'centres', `${head}, name_ja text NOT NULL, closed boolean NOT NULL`);
  await createTenantTable(
    runner,
    'centre_areas',
    'area_id uuid NOT NULL, centre_id uuid NOT NULL REFERENCES centres, PRIMARY KEY (tenant, area_id)',
  );
  await createTenantTable(
    runner,
    'area_workers',
    `${head}, area_id uuid NOT NULL, sub text NOT NULL, part text NOT NULL, from_day date NOT NULL, until_day date`,
  );
  await runner.query('CREATE INDEX ON area_workers (tenant, area_id, number)');
  await createTenantTable(
    runner,
    'worker_absences',
    `${head}, sub text NOT NULL, from_day date NOT NULL, until_day date NOT NULL`,
  );
  await runner.query('CREATE INDEX ON worker_absences (tenant, sub, until_day)');
}

async function createAssignments(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'case_assignments',
    'id uuid PRIMARY KEY REFERENCES cases, version int NOT NULL, sub text NOT NULL, area_id uuid',
  );
  await runner.query('CREATE INDEX ON case_assignments (tenant, sub, id)');
  await createTenantTable(
    runner,
    'handovers',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     from_sub text NOT NULL, on_day date NOT NULL, receivers jsonb NOT NULL, words text NOT NULL, total int,
     done int NOT NULL, prepared_by text NOT NULL`,
  );
  await runner.query(`CREATE UNIQUE INDEX ON handovers (tenant, from_sub) WHERE state IN ('PLANNED', 'RUNNING')`);
}

async function createEarlyEnds(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'early_ends',
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY,
     case_ref uuid NOT NULL REFERENCES cases, episode int NOT NULL, state text NOT NULL, ending jsonb NOT NULL,
     asked_by text NOT NULL, asked_at timestamptz NOT NULL, decided_by text, decided_at timestamptz, decision text`,
  );
  await runner.query(`CREATE UNIQUE INDEX ON early_ends (tenant, case_ref) WHERE state = 'ASKED'`);
}
