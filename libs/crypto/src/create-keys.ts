import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key store: wrapped data keys, in a database of its own whose backups live shorter than those of what the keys
 * open. A key is destroyed by taking its rows away; that it was destroyed stays on record.
 */
export class CreateKeys1760000000000 implements MigrationInterface {
  readonly name = 'CreateKeys1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenants (
        tenant text PRIMARY KEY CHECK (tenant ~ '^[0-9]{6}$'),
        clock_offset interval NOT NULL DEFAULT '0' CHECK (clock_offset = '0')
      )`);
    await createTenantTable(
      runner,
      'data_keys',
      `owner uuid NOT NULL, version int NOT NULL, kek int NOT NULL, wrapped text NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant, owner, version)`,
    );
    await runner.query('CREATE INDEX ON data_keys (tenant, kek)');
    await createTenantTable(
      runner,
      'shredded_keys',
      'owner uuid NOT NULL, shredded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant, owner)',
    );
    await runner.query('CREATE INDEX ON shredded_keys (tenant, shredded_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shredded_keys, data_keys, tenants');
  }
}
