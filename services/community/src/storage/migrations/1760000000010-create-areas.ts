import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Areas, who lives there, and how far resources have been assigned to them. */
export class CreateAreas1760000000010 implements MigrationInterface {
  readonly name = 'CreateAreas1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTree(runner);
    await createPopulations(runner);
    await createReportTimes(runner);
    await createTenantTable(
      runner,
      'area_assignment',
      `state text NOT NULL CHECK (state IN ('RUNNING', 'DONE')),
       after_seq bigint NOT NULL, total int NOT NULL, looked int NOT NULL, moved int NOT NULL, on_day date NOT NULL,
       started_at timestamptz NOT NULL, finished_at timestamptz, PRIMARY KEY (tenant)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER note_report_time ON availability');
    await runner.query('DROP FUNCTION note_report_time');
    await runner.query('DROP TABLE area_assignment, availability_report_times, area_populations, area_parents, areas');
  }
}

async function createTree(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'areas',
    `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, version int NOT NULL,
     code text NOT NULL, name text NOT NULL, council_layer int CHECK (council_layer IN (1, 2)),
     level text NOT NULL
       CHECK (level IN ('municipality', 'dailyLifeZone', 'elementarySchoolDistrict', 'neighborhood')),
     valid_from date NOT NULL, valid_until date CHECK (valid_until >= valid_from),
     boundary jsonb, south double precision, north double precision, west double precision, east double precision,
     UNIQUE (tenant, code)`,
  );
  await runner.query('CREATE INDEX ON areas (tenant, seq)');
  await createTenantTable(
    runner,
    'area_parents',
    `area_id uuid NOT NULL REFERENCES areas (id), parent_id uuid NOT NULL REFERENCES areas (id),
     PRIMARY KEY (area_id, parent_id)`,
  );
  await runner.query('CREATE INDEX ON area_parents (parent_id)');
}

async function createPopulations(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'area_populations',
    `area_id uuid NOT NULL REFERENCES areas (id), as_of date NOT NULL,
     total int NOT NULL, male int, female int, households int, by_age jsonb NOT NULL,
     source text NOT NULL, source_url text, licence text, recorded_at timestamptz NOT NULL,
     PRIMARY KEY (area_id, as_of)`,
  );
}

/**
 * The moments of all reports of availability, for the interval between them; `availability` keeps the last report only.
 * A trigger, because it has to hold for every way in which reports come in.
 */
async function createReportTimes(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'availability_report_times',
    `menu_id uuid NOT NULL, org_id uuid NOT NULL, reported_at timestamptz NOT NULL, PRIMARY KEY (menu_id, reported_at)`,
  );
  await runner.query('CREATE INDEX ON availability_report_times (tenant, reported_at)');
  await runner.query(`
    CREATE FUNCTION note_report_time() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO availability_report_times (tenant, menu_id, org_id, reported_at)
      VALUES (NEW.tenant, NEW.id, NEW.org_id, NEW.reported_at) ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER note_report_time AFTER INSERT OR UPDATE OF reported_at ON availability
      FOR EACH ROW EXECUTE FUNCTION note_report_time()`);
}
