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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revoked_subjects');
  }
}
