import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

type Kind = 'support_conference' | 'multilayered_conference';
const KINDS: readonly Kind[] = ['support_conference', 'multilayered_conference'];

/** Columns that only one of the two has. */
const OWN_COLUMNS = {
  support_conference: { conference: 'ground text, necessity text,', item: '', paper: '' },
  multilayered_conference: {
    conference: '',
    item: 'plan_id uuid, topic text,',
    paper: 'origin_share_id uuid REFERENCES support_conference_transfers (share_id),',
  },
} as const;

/** The two conferences, each with tables of its own, and the only way out of the support conference. */
export class CreateConferences1760000000040 implements MigrationInterface {
  readonly name = 'CreateConferences1760000000040';

  async up(runner: QueryRunner): Promise<void> {
    await createConference(runner, 'support_conference');
    await createWaysOut(runner);
    await createConference(runner, 'multilayered_conference');
    for (const kind of KINDS) await createMembers(runner, kind);
    for (const table of ADDED_TO_ONLY) await refuseChanges(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notes DROP COLUMN origin_share_id');
    await runner.query('DROP TABLE transferred_words');
    for (const kind of [...KINDS].reverse()) {
      await runner.query(`DROP TABLE ${kind}_pledges, ${kind}_members, ${kind}_readings, ${kind}_summons`);
      if (kind === 'support_conference') await runner.query(`DROP TABLE ${kind}_transfers, ${kind}_watches`);
      await runner.query(`DROP TABLE ${kind}_papers, ${kind}_items, ${kind}_steps, ${kind}s`);
    }
    await runner.query('DROP FUNCTION refuse_conference_change');
  }
}

/** What was said, read, pledged or carried out stays as it was. */
const ADDED_TO_ONLY = [
  ...KINDS.flatMap((kind) => [`${kind}_steps`, `${kind}_papers`, `${kind}_readings`, `${kind}_pledges`]),
  'support_conference_watches',
  'support_conference_transfers',
  'transferred_words',
];

async function refuseChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION refuse_conference_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$`);
  await runner.query(`
    CREATE TRIGGER added_to_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_conference_change()`);
}

async function createConference(runner: QueryRunner, kind: Kind): Promise<void> {
  const own = OWN_COLUMNS[kind];
  await createTenantTable(
    runner,
    `${kind}s`,
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, state text NOT NULL,
     held_on date NOT NULL, chair_sub text NOT NULL, ${own.conference} planned_by text NOT NULL,
     UNIQUE (tenant, number)`,
  );
  await createTenantTable(
    runner,
    `${kind}_steps`,
    `id uuid PRIMARY KEY, conference_id uuid NOT NULL REFERENCES ${kind}s, version int NOT NULL, event text NOT NULL,
     from_state text NOT NULL, to_state text NOT NULL, taken_by text NOT NULL, taken_at timestamptz NOT NULL,
     detail jsonb NOT NULL`,
  );
  await createTenantTable(
    runner,
    `${kind}_items`,
    `id uuid PRIMARY KEY, version int NOT NULL, conference_id uuid NOT NULL REFERENCES ${kind}s, kind text NOT NULL,
     case_ref uuid REFERENCES cases, person_ref uuid REFERENCES persons, ${own.item}
     state text NOT NULL, left_reason text, conclusion text, proposed_by text NOT NULL,
     proposed_at timestamptz NOT NULL DEFAULT now()`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_items (tenant, conference_id)`);
  await runner.query(`CREATE INDEX ON ${kind}_items (tenant, person_ref)`);
  await runner.query(`CREATE INDEX ON ${kind}_items (tenant, case_ref)`);
  await createTenantTable(
    runner,
    `${kind}_papers`,
    `id uuid PRIMARY KEY, item_id uuid NOT NULL REFERENCES ${kind}_items, kind text NOT NULL, words text NOT NULL,
     ${own.paper} written_by text NOT NULL, written_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_papers (tenant, item_id)`);
  await createTenantTable(
    runner,
    `${kind}_summons`,
    `id uuid PRIMARY KEY, version int NOT NULL, conference_id uuid NOT NULL REFERENCES ${kind}s,
     item_id uuid NOT NULL REFERENCES ${kind}_items, sub text NOT NULL, reason text, attended boolean,
     left_out boolean NOT NULL,
     UNIQUE (tenant, item_id, sub)`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_summons (tenant, sub, conference_id)`);
  await createTenantTable(
    runner,
    `${kind}_readings`,
    `id uuid PRIMARY KEY, item_id uuid NOT NULL REFERENCES ${kind}_items, sub text NOT NULL,
     read_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_readings (tenant, item_id, read_at)`);
}

/** Only what has a row of transfer can be marked as coming out of a support conference. */
async function createWaysOut(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'support_conference_watches',
    `id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, case_ref uuid NOT NULL REFERENCES cases,
     item_id uuid REFERENCES support_conference_items, event text NOT NULL, words text NOT NULL, kept_items jsonb NOT NULL, review_on date, disposal_on date,
     decided_by text NOT NULL, decided_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON support_conference_watches (tenant, case_ref, number)');
  await createTenantTable(
    runner,
    'support_conference_transfers',
    `id uuid PRIMARY KEY, paper_id uuid NOT NULL REFERENCES support_conference_papers,
     item_id uuid NOT NULL REFERENCES support_conference_items, person_ref uuid NOT NULL REFERENCES persons,
     share_id uuid NOT NULL UNIQUE, target_kind text NOT NULL, target_id uuid NOT NULL, basis text NOT NULL,
     reason text NOT NULL, transferred_by text NOT NULL, transferred_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON support_conference_transfers (tenant, item_id)');
  await createTenantTable(
    runner,
    'transferred_words',
    `id uuid PRIMARY KEY, target_kind text NOT NULL, target_id uuid NOT NULL,
     person_ref uuid NOT NULL REFERENCES persons, words text NOT NULL,
     origin_share_id uuid NOT NULL REFERENCES support_conference_transfers (share_id),
     transferred_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON transferred_words (tenant, target_kind, target_id)');
  await runner.query(
    'ALTER TABLE notes ADD COLUMN origin_share_id uuid REFERENCES support_conference_transfers (share_id)',
  );
}

async function createMembers(runner: QueryRunner, kind: Kind): Promise<void> {
  await createTenantTable(
    runner,
    `${kind}_members`,
    `id uuid PRIMARY KEY, version int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, sub text NOT NULL,
     desk_id uuid, appointed_from date NOT NULL, appointed_until date,
     UNIQUE (tenant, number)`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_members (tenant, sub)`);
  await createTenantTable(
    runner,
    `${kind}_pledges`,
    `id uuid PRIMARY KEY, sub text NOT NULL, method text NOT NULL, given_on date NOT NULL, good_until date NOT NULL,
     heard_by text, reason text, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE INDEX ON ${kind}_pledges (tenant, sub)`);
}
