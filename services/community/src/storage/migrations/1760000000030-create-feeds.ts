import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEQ = 'seq bigint GENERATED ALWAYS AS IDENTITY';

/** What organisations send us by machine, and what they are told. */
export class CreateFeeds1760000000030 implements MigrationInterface {
  readonly name = 'CreateFeeds1760000000030';

  async up(runner: QueryRunner): Promise<void> {
    await createFeeds(runner);
    await createWebhooks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE webhook_deliveries, webhook_secrets, webhooks, source_marks, menu_numbers, feed_batches',
    );
  }
}

async function createFeeds(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'feed_batches',
    `id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organizations (id),
     sub text NOT NULL, key text NOT NULL, fingerprint text NOT NULL, received_at timestamptz NOT NULL, outcomes jsonb,
     UNIQUE (tenant, sub, key)`,
  );
  await runner.query('CREATE INDEX ON feed_batches (tenant, received_at)');
  await createTenantTable(
    runner,
    'menu_numbers',
    `menu_id uuid PRIMARY KEY REFERENCES menus (id), org_id uuid NOT NULL, external_id text NOT NULL,
     UNIQUE (tenant, org_id, external_id)`,
  );
  await createTenantTable(
    runner,
    'source_marks',
    `menu_id uuid NOT NULL REFERENCES menus (id), source text NOT NULL, version bigint NOT NULL,
     reported_at timestamptz NOT NULL, PRIMARY KEY (menu_id, source)`,
  );
}

async function createWebhooks(runner: QueryRunner): Promise<void> {
  await createTenantTable(
    runner,
    'webhooks',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id),
     state text NOT NULL CHECK (state IN ('ACTIVE', 'ENDED')), url text NOT NULL, events jsonb NOT NULL`,
  );
  await createTenantTable(
    runner,
    'webhook_secrets',
    `webhook_id uuid NOT NULL REFERENCES webhooks (id), generation int NOT NULL, secret text NOT NULL,
     until timestamptz, PRIMARY KEY (webhook_id, generation)`,
  );
  await createTenantTable(
    runner,
    'webhook_deliveries',
    `id uuid PRIMARY KEY, ${SEQ}, version int NOT NULL, webhook_id uuid NOT NULL REFERENCES webhooks (id),
     event text NOT NULL, subject jsonb NOT NULL, cause text NOT NULL,
     state text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
     attempts int NOT NULL, next_try_at timestamptz, outcome text, occurred_at timestamptz NOT NULL,
     UNIQUE (webhook_id, event, cause)`,
  );
  await runner.query('CREATE INDEX ON webhooks (tenant, org_id, seq)');
  await runner.query('CREATE INDEX ON webhook_deliveries (tenant, webhook_id, seq)');
  await runner.query(`CREATE INDEX ON webhook_deliveries (tenant, next_try_at) WHERE state = 'PENDING'`);
  await runner.query(`CREATE INDEX ON webhook_deliveries (tenant, occurred_at) WHERE state <> 'PENDING'`);
}
