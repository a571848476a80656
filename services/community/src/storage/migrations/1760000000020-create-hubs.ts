import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hubs and what takes place there, support of groups, talks, carriers, the watch network, counted concerns. */
export class CreateHubs1760000000020 implements MigrationInterface {
  readonly name = 'CreateHubs1760000000020';

  async up(runner: QueryRunner): Promise<void> {
    await createGroups(runner);
    await createHubs(runner);
    await createHubDays(runner);
    await createDialogues(runner);
    await createCarriers(runner);
    await createWatchNetwork(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE concern_counts, watch_agreements, carrier_matches, carriers');
    await runner.query(
      'DROP TABLE dialogue_topics, dialogues, hub_activities, hub_days, hub_programs, hub_spaces, hubs',
    );
    await runner.query('DROP TABLE grant_infos, group_contacts, group_steps, supported_groups');
  }
}

const HEAD = 'id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, version int NOT NULL';

async function createGroups(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'supported_groups',
    `${HEAD},
     name text NOT NULL, kind text NOT NULL, org_id uuid REFERENCES organizations (id), area_id uuid,
     state text NOT NULL CHECK (state IN ('CONSULTING', 'INFORMED', 'LAUNCHED', 'SETTLED', 'ENDED')),
     since date NOT NULL, state_since date NOT NULL`,
  );
  await createTenantTable(
    runner,
    'group_steps',
    `id uuid PRIMARY KEY, group_id uuid NOT NULL REFERENCES supported_groups (id),
     event text NOT NULL, from_state text NOT NULL, to_state text NOT NULL, taken_on date NOT NULL`,
  );
  await createTenantTable(
    runner,
    'group_contacts',
    `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY,
     group_id uuid NOT NULL REFERENCES supported_groups (id),
     held_on date NOT NULL, kind text NOT NULL, minutes int, info_ids uuid[] NOT NULL`,
  );
  await createTenantTable(
    runner,
    'grant_infos',
    `${HEAD},
     kind text NOT NULL CHECK (kind IN ('grant', 'place')), title text NOT NULL, details text, url text,
     valid_from date NOT NULL, valid_until date, CHECK (valid_until >= valid_from)`,
  );
  await runner.query('CREATE INDEX ON supported_groups (tenant, seq)');
  await runner.query('CREATE INDEX ON group_steps (tenant, taken_on)');
  await runner.query('CREATE INDEX ON group_contacts (tenant, group_id, seq)');
  await runner.query('CREATE INDEX ON group_contacts (tenant, held_on)');
  await runner.query('CREATE INDEX ON grant_infos (tenant, seq)');
}

async function createHubs(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'hubs',
    `${HEAD},
     org_id uuid NOT NULL REFERENCES organizations (id), resource_id uuid REFERENCES resources (id), area_id uuid,
     name text NOT NULL, type text NOT NULL,
     opening_form text NOT NULL CHECK (opening_form IN ('staffed', 'activity_days')),
     mandatory_programs text[] NOT NULL, opened_on date, closed_on date, CHECK (closed_on >= opened_on)`,
  );
  await createTenantTable(
    runner,
    'hub_spaces',
    `${HEAD},
     hub_id uuid NOT NULL REFERENCES hubs (id), name text NOT NULL, people int NOT NULL CHECK (people > 0),
     equipment text[] NOT NULL, windows jsonb NOT NULL`,
  );
  await createTenantTable(
    runner,
    'hub_programs',
    `${HEAD},
     hub_id uuid NOT NULL REFERENCES hubs (id), title text NOT NULL, weekly jsonb NOT NULL, dates jsonb NOT NULL,
     group_id uuid REFERENCES supported_groups (id), ended boolean NOT NULL`,
  );
  await runner.query('CREATE INDEX ON hubs (tenant, seq)');
  await runner.query('CREATE INDEX ON hub_spaces (tenant, hub_id, seq)');
  await runner.query('CREATE INDEX ON hub_programs (tenant, hub_id, seq)');
}

async function createHubDays(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'hub_days',
    `${HEAD},
     hub_id uuid NOT NULL REFERENCES hubs (id), held_on date NOT NULL, open boolean NOT NULL,
     visits_adults int NOT NULL, visits_children int NOT NULL, UNIQUE (tenant, hub_id, held_on)`,
  );
  await createTenantTable(
    runner,
    'hub_activities',
    `day_id uuid NOT NULL REFERENCES hub_days (id), group_id uuid REFERENCES supported_groups (id),
     times int NOT NULL CHECK (times > 0)`,
  );
  await runner.query('CREATE INDEX ON hub_days (tenant, held_on)');
  await runner.query('CREATE INDEX ON hub_activities (tenant, day_id)');
}

async function createDialogues(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'dialogues',
    `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY,
     kind text NOT NULL, held_on date NOT NULL, area_id uuid, hub_id uuid REFERENCES hubs (id), participants int`,
  );
  await createTenantTable(
    runner,
    'dialogue_topics',
    `${HEAD},
     dialogue_id uuid NOT NULL REFERENCES dialogues (id),
     state text NOT NULL CHECK (state IN ('TOPIC', 'ISSUE', 'DEVELOPMENT')), topic text NOT NULL, issue text,
     development_id uuid REFERENCES resource_developments (id),
     CHECK ((state = 'TOPIC') = (issue IS NULL)), CHECK ((state = 'DEVELOPMENT') = (development_id IS NOT NULL))`,
  );
  await runner.query('CREATE INDEX ON dialogues (tenant, seq)');
  await runner.query('CREATE INDEX ON dialogues (tenant, held_on)');
  await runner.query('CREATE INDEX ON dialogue_topics (tenant, seq)');
  await runner.query('CREATE INDEX ON dialogue_topics (tenant, dialogue_id)');
}

async function createCarriers(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'carriers',
    `${HEAD},
     org_id uuid REFERENCES organizations (id), group_id uuid REFERENCES supported_groups (id),
     side text NOT NULL CHECK (side IN ('offers', 'seeks')), thing text NOT NULL CHECK (thing IN ('hands', 'space')),
     title text NOT NULL, activities text[], purposes text[], windows jsonb, location jsonb, max_distance_meters int,
     people int, equipment text[], until date, CHECK (num_nonnulls(org_id, group_id) = 1)`,
  );
  await createTenantTable(
    runner,
    'carrier_matches',
    `id uuid PRIMARY KEY, carrier_id uuid NOT NULL REFERENCES carriers (id),
     with_carrier_id uuid REFERENCES carriers (id), with_space_id uuid REFERENCES hub_spaces (id),
     made_on date NOT NULL, result text NOT NULL, CHECK (num_nonnulls(with_carrier_id, with_space_id) = 1)`,
  );
  await runner.query('CREATE INDEX ON carriers (tenant, seq)');
  await runner.query('CREATE INDEX ON carrier_matches (tenant, made_on)');
}

async function createWatchNetwork(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'watch_agreements',
    `${HEAD},
     org_id uuid NOT NULL REFERENCES organizations (id), signed_on date NOT NULL, until date, contact jsonb,
     CHECK (until >= signed_on)`,
  );
  // No id of the report, no words of it: how many, and roughly where from.
  await createTenantTable(
    runner,
    'concern_counts',
    `source_kind text NOT NULL, area_id uuid, month date NOT NULL, reports int NOT NULL,
     UNIQUE NULLS NOT DISTINCT (tenant, month, source_kind, area_id)`,
  );
  await runner.query('CREATE INDEX ON watch_agreements (tenant, seq)');
  await runner.query('CREATE INDEX ON watch_agreements (tenant, org_id)');
}
