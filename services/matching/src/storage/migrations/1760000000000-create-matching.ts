import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of matching. Menus and ledgers are followed by the memory of every replica. */
export class CreateMatching1760000000000 implements MigrationInterface {
  readonly name = 'CreateMatching1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createCopies(runner);
    await createLedger(runner);
    await createRequests(runner);
    await createProposals(runner);
    await createPlacements(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE placements, match_proposals, rankings, refusals, match_requests, places, holds, capacity_ledgers, person_marks, profiles, menus',
    );
  }
}

async function createCopies(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'menus',
    `menu_id uuid NOT NULL, org_id uuid NOT NULL, version int NOT NULL, facts jsonb NOT NULL,
     PRIMARY KEY (tenant, menu_id)`,
    { followed: true },
  );
  await createTenantTable(
    runner,
    'profiles',
    `person_ref uuid NOT NULL, version int NOT NULL, facts jsonb NOT NULL, fetched_on date NOT NULL,
     PRIMARY KEY (tenant, person_ref)`,
  );
  await createTenantTable(
    runner,
    'person_marks',
    'person_ref uuid NOT NULL, changed_at timestamptz NOT NULL, PRIMARY KEY (tenant, person_ref)',
  );
}

async function createLedger(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'capacity_ledgers',
    `menu_id uuid NOT NULL, version int NOT NULL,
     total int, used int, oos_slots int, oos_used int, reported_at timestamptz, report_version int,
     held int NOT NULL DEFAULT 0, added int NOT NULL DEFAULT 0, freed int NOT NULL DEFAULT 0,
     oos_held int NOT NULL DEFAULT 0, oos_added int NOT NULL DEFAULT 0, oos_freed int NOT NULL DEFAULT 0,
     placed int NOT NULL DEFAULT 0, over_committed boolean NOT NULL DEFAULT false,
     PRIMARY KEY (tenant, menu_id)`,
    { followed: true },
  );
  await createTenantTable(
    runner,
    'holds',
    `id uuid PRIMARY KEY, menu_id uuid NOT NULL, reservation_id uuid NOT NULL, out_of_system boolean NOT NULL,
     state text NOT NULL CHECK (state IN ('ACTIVE','RELEASED','CONFIRMED','LAPSED')),
     expires_at timestamptz NOT NULL, created_at timestamptz NOT NULL`,
  );
  await runner.query(`CREATE UNIQUE INDEX holds_one_active ON holds (tenant, reservation_id) WHERE state = 'ACTIVE'`);
  await runner.query(`CREATE INDEX holds_due ON holds (tenant, expires_at) WHERE state = 'ACTIVE'`);
  await createTenantTable(
    runner,
    'places',
    `id uuid PRIMARY KEY, menu_id uuid NOT NULL, placement_id uuid NOT NULL, out_of_system boolean NOT NULL,
     confirmed_at timestamptz NOT NULL, ended_at timestamptz`,
  );
  await runner.query('CREATE INDEX places_of_menu ON places (tenant, menu_id)');
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'match_requests',
    `id uuid PRIMARY KEY, state text NOT NULL, version int NOT NULL, case_ref uuid NOT NULL, person_ref uuid NOT NULL,
     plan_id uuid NOT NULL, need jsonb NOT NULL, shortlist jsonb NOT NULL, order_changed_reason_code text,
     parked_until date, reason_code text, note_ref uuid, decided_profile_version int, unmet_need_id uuid,
     developed_menu_id uuid, opened_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON match_requests (tenant, opened_at, id)');
  await runner.query('CREATE INDEX ON match_requests (tenant, person_ref)');
  await runner.query('CREATE INDEX ON match_requests (tenant, case_ref)');
  await createTenantTable(
    runner,
    'rankings',
    `id uuid PRIMARY KEY, match_request_id uuid NOT NULL, ranked_at timestamptz NOT NULL, outcome text NOT NULL,
     settings_version text NOT NULL, profile_version int NOT NULL, compared int NOT NULL,
     best_ids jsonb NOT NULL, blocked_by jsonb NOT NULL`,
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
     open_place boolean NOT NULL, name_required boolean NOT NULL, out_of_system boolean NOT NULL,
     hold_id uuid, held_until timestamptz, answer_by timestamptz, inquiry jsonb, items jsonb NOT NULL,
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
  await runner.query(`CREATE INDEX ON match_proposals (tenant, (least(answer_by, held_until))) WHERE ${open}`);
}

async function createPlacements(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'placements',
    `id uuid PRIMARY KEY, state text NOT NULL, version int NOT NULL, proposal_id uuid NOT NULL,
     match_request_id uuid NOT NULL, case_ref uuid NOT NULL, person_ref uuid NOT NULL, menu_id uuid NOT NULL,
     org_id uuid NOT NULL, open_place boolean NOT NULL, out_of_system boolean NOT NULL, place_id uuid,
     started_on date, ended_on date, adjusted_on date, advice text, issue_side text, review_on date, reason_code text,
     goal text, next_match_request_id uuid, created_at timestamptz NOT NULL`,
  );
  await runner.query('CREATE INDEX ON placements (tenant, created_at, id)');
  await runner.query('CREATE INDEX ON placements (tenant, match_request_id)');
  await runner.query('CREATE INDEX ON placements (tenant, person_ref)');
  await runner.query('CREATE INDEX ON placements (tenant, menu_id)');
}
