import { createTenantTable, refuseChanges } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Heads of the chains of all services, kept where those services cannot write. */
export class CreateAuditAnchors1760000000010 implements MigrationInterface {
  readonly name = 'CreateAuditAnchors1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'audit_anchors',
      `service text NOT NULL, position bigint NOT NULL, hash text NOT NULL, signed text NOT NULL,
       anchored_at timestamptz NOT NULL, PRIMARY KEY (tenant, service, position)`,
    );
    await refuseChanges(runner, 'audit_anchors');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_anchors');
  }
}
