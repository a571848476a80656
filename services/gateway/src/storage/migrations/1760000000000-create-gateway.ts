import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGateway1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'revoked_subjects',
      `sub text NOT NULL,
       revoked_at timestamptz NOT NULL,
       revoked_by text NOT NULL,
       PRIMARY KEY (tenant, sub)`,
      { followed: true },
    );
    // A row is a session; where it ends the row goes. Of the secret in the browser only the SHA-256 is here.
    await createTenantTable(
      runner,
      'sessions',
      `id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
       sub text NOT NULL,
       roles text[] NOT NULL,
       org_id text,
       acr text,
       amr text[] NOT NULL,
       issued_at timestamptz NOT NULL,
       started_at timestamptz NOT NULL,
       last_seen_at timestamptz NOT NULL`,
    );
    await runner.query('CREATE INDEX ON sessions (tenant, sub)');
    await createTenantTable(
      runner,
      'subjects',
      `sub text NOT NULL,
       signed_in_at timestamptz,
       enabled_at timestamptz,
       enabled_by text,
       PRIMARY KEY (tenant, sub)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subjects, sessions, revoked_subjects');
  }
}
