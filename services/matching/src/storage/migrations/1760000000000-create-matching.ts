import { createTenantTable, createVersionsTable, refuseChanges } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { JUDGED_COLUMNS } from '../menu.rows';

/** Tables of matching. Menus and ledgers are followed by the memory of every replica. */
export class CreateMatching1760000000000 implements MigrationInterface {
  readonly name = 'CreateMatching1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createCopies(runner);
    await createSettings(runner);
    await createLedger(runner);
    await createRequests(runner);
    await createProposals(runner);
    await createPlacements(runner);
    await createEmergencies(runner);
    await keepSinceWhen(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE area_populations, emergencies, placements, match_proposals, rankings, refusals, match_requests, places, holds, capacity_ledgers, ledger_versions, matching_settings, menu_versions, menus',
    );
    await runner.query('DROP FUNCTION keep_state_since');
  }
}

async function createCopies(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'menus',
    `menu_id uuid NOT NULL, org_id uuid NOT NULL, version int NOT NULL, facts jsonb NOT NULL,
     ${JUDGED_COLUMNS}, PRIMARY KEY (tenant, menu_id)`,
    { followed: true },
  );
  await createVersionsTable(runner, { table: 'menus', name: 'menu_versions', key: 'menu_id' });
}

/** What each municipality set; the newest version whose day has come is valid. */
async function createSettings(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'matching_settings',
    `version int NOT NULL CHECK (version > 0), valid_from date NOT NULL, author_role text NOT NULL,
     reason_code text NOT NULL, set_at timestamptz NOT NULL, "values" jsonb NOT NULL, PRIMARY KEY (tenant, version)`,
    { followed: true },
  );
  await refuseChanges(runner, 'matching_settings');
}

async function createLedger(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'capacity_ledgers',
    `menu_id uuid NOT NULL, session text NOT NULL DEFAULT '', version int NOT NULL,
     unit text NOT NULL DEFAULT 'person' CHECK (unit IN ('person','family')), closed boolean NOT NULL DEFAULT false,
     total int, used int, oos_slots int, oos_used int, reported_at timestamptz, report_version int,
     held int NOT NULL DEFAULT 0, added int NOT NULL DEFAULT 0, freed int NOT NULL DEFAULT 0,
     oos_held int NOT NULL DEFAULT 0, oos_added int NOT NULL DEFAULT 0, oos_freed int NOT NULL DEFAULT 0,
     placed int NOT NULL DEFAULT 0, over_committed boolean NOT NULL DEFAULT false, over_told boolean NOT NULL DEFAULT false,
     PRIMARY KEY (tenant, menu_id, session)`,
    { followed: true },
  );
  await createVersionsTable(runner, { table: 'capacity_ledgers', name: 'ledger_versions', key: 'menu_id, session' });
  await createTenantTable(
    runner,
    'holds',
    `id uuid PRIMARY KEY, menu_id uuid NOT NULL, session text NOT NULL DEFAULT '', reservation_id uuid NOT NULL,
     party int NOT NULL DEFAULT 1 CHECK (party > 0), out_of_system boolean NOT NULL,
     state text NOT NULL CHECK (state IN ('ACTIVE','RELEASED','CONFIRMED','LAPSED')),
     expires_at timestamptz NOT NULL, created_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE UNIQUE INDEX holds_one_active ON holds (reservation_id, tenant) WHERE state = 'ACTIVE'`);
  await runner.query(`CREATE INDEX holds_active ON holds (menu_id) WHERE state = 'ACTIVE'`);
  // Those whose term is over, first come first: the timer reads no others.
  await runner.query(`CREATE INDEX holds_due ON holds (tenant, expires_at) WHERE state = 'ACTIVE'`);
  await runner.query('CREATE INDEX ledgers_told ON capacity_ledgers (tenant, menu_id) WHERE over_told');
  await createTenantTable(
    runner,
    'places',
    `id uuid PRIMARY KEY, menu_id uuid NOT NULL, session text NOT NULL DEFAULT '', placement_id uuid NOT NULL,
     party int NOT NULL DEFAULT 1 CHECK (party > 0), out_of_system boolean NOT NULL,
     confirmed_at timestamptz NOT NULL, ended_at timestamptz`,
  );
  await runner.query('CREATE INDEX places_of_menu ON places (tenant, menu_id)');
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'match_requests',
    `id uuid PRIMARY KEY, state text NOT NULL, version int NOT NULL, case_ref uuid NOT NULL, person_ref uuid NOT NULL,
     plan_id uuid, need jsonb NOT NULL, shortlist jsonb NOT NULL, order_changed_reason_code text,
     parked_until date, reason_code text, note_ref uuid, decided_profile_version int, unmet_need_id uuid,
     unmet_need_version int NOT NULL DEFAULT 0, unmet_need_open boolean NOT NULL DEFAULT false,
     unmet_need_told jsonb, developed_menu_id uuid, opened_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON match_requests (tenant, opened_at, id)');
  await runner.query('CREATE INDEX ON match_requests (tenant, person_ref)');
  await runner.query('CREATE INDEX ON match_requests (tenant, case_ref)');
  await createTenantTable(
    runner,
    'rankings',
    `id uuid PRIMARY KEY, match_request_id uuid NOT NULL, ranked_at timestamptz NOT NULL, outcome text NOT NULL,
     settings_version text NOT NULL, rules_version text NOT NULL, profile_version int NOT NULL,
     compared int NOT NULL, best_ids jsonb NOT NULL, blocked_by jsonb NOT NULL,
     ranked_on date NOT NULL, snapshot text NOT NULL, known_menus int NOT NULL,
     answer_sha256 text NOT NULL, input jsonb, input_removed_at timestamptz,
     CHECK ((input IS NULL) = (input_removed_at IS NOT NULL))`,
  );
  await runner.query('CREATE INDEX ON rankings (tenant, match_request_id, ranked_at)');
  await createTenantTable(
    runner,
    'refusals',
    `person_ref uuid NOT NULL, menu_id uuid NOT NULL, reason_code text, refused_at timestamptz NOT NULL,
     withdrawn_at timestamptz, PRIMARY KEY (tenant, person_ref, menu_id)`,
  );
}

async function createProposals(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'match_proposals',
    `id uuid PRIMARY KEY, state text NOT NULL, version int NOT NULL, match_request_id uuid NOT NULL,
     case_ref uuid NOT NULL, person_ref uuid NOT NULL, menu_id uuid NOT NULL, org_id uuid NOT NULL,
     open_place boolean NOT NULL, name_required boolean NOT NULL, out_of_system boolean NOT NULL, distance_confirmed_by text,
     party int NOT NULL DEFAULT 1, session text NOT NULL DEFAULT '',
     hold_id uuid, held_until timestamptz, answer_by timestamptz, inquiry jsonb, withheld jsonb NOT NULL DEFAULT '[]', items jsonb NOT NULL,
     person_words_note_ref uuid, trial_at timestamptz, person_feeling text, host_feeling text, reason_code text,
     placement_id uuid, created_at timestamptz NOT NULL`,
  );
  const open = `state NOT IN ('ACCEPTED','PROVIDER_DECLINED','PERSON_DECLINED','EXPIRED','REVOKED')`;
  await runner.query(
    `CREATE UNIQUE INDEX match_proposals_one_open ON match_proposals (tenant, match_request_id, menu_id) WHERE ${open}`,
  );
  await runner.query('CREATE INDEX ON match_proposals (tenant, created_at, id)');
  await runner.query('CREATE INDEX ON match_proposals (tenant, match_request_id)');
  await runner.query('CREATE INDEX ON match_proposals (tenant, person_ref)');
  await runner.query(`CREATE INDEX ON match_proposals (tenant, org_id, created_at) WHERE ${open}`);
  await runner.query('CREATE INDEX ON match_proposals (tenant, hold_id) WHERE hold_id IS NOT NULL');
  await runner.query(`CREATE INDEX ON match_proposals (tenant, (least(answer_by, held_until))) WHERE ${open}`);
}

async function createPlacements(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'placements',
    `id uuid PRIMARY KEY, state text NOT NULL, version int NOT NULL, proposal_id uuid NOT NULL,
     match_request_id uuid NOT NULL, case_ref uuid NOT NULL, person_ref uuid NOT NULL, menu_id uuid NOT NULL,
     org_id uuid NOT NULL, open_place boolean NOT NULL, out_of_system boolean NOT NULL,
     party int NOT NULL DEFAULT 1, session text NOT NULL DEFAULT '', place_id uuid,
     started_on date, ended_on date, adjusted_on date, advice text, issue_side text, review_on date, host_stopped_on date, end_due_on date, reason_code text,
     goal text, next_match_request_id uuid, created_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON placements (tenant, created_at, id)');
  await runner.query('CREATE INDEX ON placements (tenant, match_request_id)');
  await runner.query('CREATE INDEX ON placements (tenant, person_ref)');
  await runner.query('CREATE INDEX ON placements (tenant, menu_id)');
}

async function createEmergencies(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'emergencies',
    `id uuid PRIMARY KEY REFERENCES match_requests, version int NOT NULL,
     state text NOT NULL CHECK (state IN ('OPEN','PENDING','APPROVED','IN_REVIEW','REVIEWED')),
     basis text NOT NULL, reason_code text NOT NULL, note_ref uuid, until date NOT NULL, acted_by jsonb NOT NULL,
     placement_id uuid, person_asked boolean, host_yes_by text, told jsonb NOT NULL, due_on date,
     decision_reason_code text, decision_note_ref uuid, review_outcome text, opened_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON emergencies (tenant, opened_at, id)');
  await createTenantTable(
    runner,
    'area_populations',
    `area_code text NOT NULL, bands jsonb NOT NULL, as_of date NOT NULL, PRIMARY KEY (tenant, area_code)`,
  );
}

/** Since when something rests in its state, by domain time: written by the database, so that no step can forget it. */
async function keepSinceWhen(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION keep_state_since() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state THEN
        NEW.state_since := now() + coalesce((SELECT clock_offset FROM tenants WHERE tenant = NEW.tenant), '0');
      END IF;
      RETURN NEW;
    END $$`);
  for (const table of ['match_requests', 'match_proposals', 'placements', 'emergencies']) {
    await runner.query(`ALTER TABLE ${table} ADD COLUMN state_since timestamptz NOT NULL DEFAULT now()`);
    await runner.query(`CREATE INDEX ON ${table} (tenant, state, state_since)`);
    await runner.query(`
      CREATE TRIGGER keep_state_since BEFORE INSERT OR UPDATE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION keep_state_since()`);
  }
}
