import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was searched for in the registry and not found, day by day: codes, no words. */
export class CreateSearch1760000000070 implements MigrationInterface {
  readonly name = 'CreateSearch1760000000070';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'missed_searches',
      `day date NOT NULL, terms text[] NOT NULL, area_id uuid, type text, purpose text, searches int NOT NULL,
       UNIQUE NULLS NOT DISTINCT (tenant, day, terms, area_id, type, purpose)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE missed_searches');
  }
}
