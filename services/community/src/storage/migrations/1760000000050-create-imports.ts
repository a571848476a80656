import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imported lists: their files while they are read, what they say of whom, what is to be decided, and how to undo it. */
export class CreateImports1760000000050 implements MigrationInterface {
  readonly name = 'CreateImports1760000000050';

  async up(runner: QueryRunner): Promise<void> {
    await createJobs(runner);
    await createRecords(runner);
    await createQuestions(runner);
    await createSameness(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE resource_merges, duplicate_pairs, resource_fingerprints, import_reviews, import_lefts, import_changes,
         import_rows, import_populations, import_organizations, source_records, import_chunks, import_jobs, import_sources`,
    );
  }
}

const SEQ = 'seq bigint GENERATED ALWAYS AS IDENTITY';

async function createJobs(runner: QueryRunner): Promise<void> {
  await createTenantTable(runner, 'import_sources', `id uuid PRIMARY KEY, ${SEQ}, publisher text NOT NULL, url text`);
  await createTenantTable(
    runner,
    'import_jobs',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     source_id uuid NOT NULL REFERENCES import_sources (id), previous_id uuid REFERENCES import_jobs (id),
     state text NOT NULL, phase text CHECK (phase IN ('rows', 'gone', 'duplicates', 'undo')),
     file_name text NOT NULL, publisher text NOT NULL, source_url text, licence text NOT NULL,
     attribution text NOT NULL, fetched_on date NOT NULL, data_as_of date,
     bytes int NOT NULL DEFAULT 0, chunks int NOT NULL DEFAULT 0, bytes_read int NOT NULL DEFAULT 0,
     plan jsonb, preview jsonb,
     rows_read int NOT NULL DEFAULT 0, created int NOT NULL DEFAULT 0, updated int NOT NULL DEFAULT 0,
     unchanged int NOT NULL DEFAULT 0, quarantined int NOT NULL DEFAULT 0,
     gone int NOT NULL DEFAULT 0, reviews int NOT NULL DEFAULT 0, duplicates int NOT NULL DEFAULT 0,
     undone int NOT NULL DEFAULT 0, left_alone int NOT NULL DEFAULT 0, after_key text NOT NULL DEFAULT '',
     touched_at timestamptz NOT NULL DEFAULT now(), started_at timestamptz, rows_done_at timestamptz, finished_at timestamptz,
     failure text, attempts int NOT NULL DEFAULT 0, lease_by text, lease_until timestamptz,
     CHECK (created + updated + unchanged + quarantined = rows_read)`,
  );
  await runner.query('CREATE INDEX ON import_jobs (tenant, seq)');
  await runner.query('CREATE INDEX ON import_jobs (tenant, source_id, seq)');
  await runner.query(`CREATE INDEX ON import_jobs (tenant) WHERE state IN ('RUNNING', 'UNDOING')`);
  await runner.query(
    `CREATE INDEX ON import_jobs (tenant, touched_at) WHERE state IN ('UPLOADING', 'UPLOADED', 'PREVIEWED')`,
  );
  // The bytes are compressed by nobody twice: they are read once or twice and thrown away.
  await createTenantTable(
    runner,
    'import_chunks',
    `import_id uuid NOT NULL REFERENCES import_jobs (id), index int NOT NULL,
     digest text NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (import_id, index)`,
  );
  await runner.query('ALTER TABLE import_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL');
}

/**
 * `import_rows` only holds rows about which there is something to say: what came of the others stands in
 * `source_records`. Its `fields` are JSON without what is not said: kept as text, since nobody looks into them here. Its
 * source is held by the job that writes a record: a key of its own would be looked up for every row.
 */
async function createRecords(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'source_records',
    `source_id uuid NOT NULL, source_key text NOT NULL,
     resource_id uuid NOT NULL, resource_version int NOT NULL,
     first_import_id uuid NOT NULL, import_id uuid NOT NULL,
     row int NOT NULL, row_hash text NOT NULL, fields text NOT NULL, extras jsonb, gone_on date,
     PRIMARY KEY (source_id, source_key)`,
  );
  await runner.query('CREATE INDEX ON source_records (resource_id)');
  await createTenantTable(
    runner,
    'import_organizations',
    `source_id uuid NOT NULL REFERENCES import_sources (id), org_key text NOT NULL,
     org_id uuid NOT NULL REFERENCES organizations (id), import_id uuid NOT NULL REFERENCES import_jobs (id),
     created boolean NOT NULL, PRIMARY KEY (source_id, org_key)`,
  );
  await createTenantTable(
    runner,
    'import_rows',
    `import_id uuid NOT NULL REFERENCES import_jobs (id), ordinal int NOT NULL, row int NOT NULL,
     result text NOT NULL CHECK (result IN ('created', 'updated', 'unchanged', 'quarantined')),
     resource_id uuid, name text, problems jsonb NOT NULL, PRIMARY KEY (import_id, ordinal)`,
  );
  await createTenantTable(
    runner,
    'import_changes',
    `import_id uuid NOT NULL REFERENCES import_jobs (id), source_key text NOT NULL, resource_id uuid NOT NULL,
     record jsonb NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL, PRIMARY KEY (import_id, source_key)`,
  );
  await createTenantTable(
    runner,
    'import_lefts',
    `${SEQ} PRIMARY KEY, import_id uuid NOT NULL REFERENCES import_jobs (id), resource_id uuid, area_id uuid,
     field text, reason text NOT NULL, CHECK (num_nonnulls(resource_id, area_id) = 1)`,
  );
  await runner.query('CREATE INDEX ON import_lefts (tenant, import_id, seq)');
  // Rows of `area_populations` as they were before an import and after it.
  await createTenantTable(
    runner,
    'import_populations',
    `import_id uuid NOT NULL REFERENCES import_jobs (id), area_id uuid NOT NULL, as_of date NOT NULL,
     before jsonb, after jsonb NOT NULL, PRIMARY KEY (import_id, area_id, as_of)`,
  );
}

async function createQuestions(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'import_reviews',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     state text NOT NULL CHECK (state IN ('OPEN', 'KEPT', 'TAKEN', 'MOOT')),
     resource_id uuid NOT NULL REFERENCES resources (id), field text NOT NULL,
     reason text NOT NULL CHECK (reason IN ('changed_by_hand', 'sources_disagree')),
     source_id uuid NOT NULL REFERENCES import_sources (id), source_key text NOT NULL,
     import_id uuid NOT NULL REFERENCES import_jobs (id), incoming jsonb,
     decided_by text, decided_on date`,
  );
  await runner.query('CREATE INDEX ON import_reviews (tenant, state, seq)');
  await runner.query('CREATE INDEX ON import_reviews (import_id)');
  await runner.query(
    `CREATE UNIQUE INDEX ON import_reviews (tenant, resource_id, field, source_id, source_key) WHERE state = 'OPEN'`,
  );
}

async function createSameness(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'resource_fingerprints',
    `resource_id uuid PRIMARY KEY REFERENCES resources (id) ON DELETE CASCADE, version int NOT NULL,
     name_key text NOT NULL, address_key text, corporate_number text, office_key text, service_kind text,
     location jsonb, cell text`,
  );
  for (const column of ['name_key', 'office_key', 'cell']) {
    await runner.query(`CREATE INDEX ON resource_fingerprints (tenant, ${column})`);
  }
  await createTenantTable(
    runner,
    'duplicate_pairs',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     state text NOT NULL CHECK (state IN ('PROPOSED', 'MERGED', 'REJECTED')),
     first_id uuid NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
     second_id uuid NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
     reasons jsonb NOT NULL, decided_by text, decided_on date,
     CHECK (first_id < second_id), UNIQUE (tenant, first_id, second_id)`,
  );
  await runner.query('CREATE INDEX ON duplicate_pairs (tenant, state, seq)');
  await runner.query('CREATE INDEX ON duplicate_pairs (second_id)');
  await createTenantTable(
    runner,
    'resource_merges',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL,
     merged_id uuid NOT NULL REFERENCES resources (id), into_id uuid NOT NULL REFERENCES resources (id),
     merged_by text NOT NULL, merged_on date NOT NULL, undone_by text, undone_on date, CHECK (merged_id <> into_id)`,
  );
  await runner.query('CREATE UNIQUE INDEX ON resource_merges (merged_id) WHERE undone_on IS NULL');
  await runner.query('CREATE INDEX ON resource_merges (into_id) WHERE undone_on IS NULL');
}
