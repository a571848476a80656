import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What support plans apply for. One is open of a person and case at a time, and each plan is heard once. */
export class CreateApplications1760000000010 implements MigrationInterface {
  readonly name = 'CreateApplications1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'applications',
      `id uuid NOT NULL PRIMARY KEY,
       version int NOT NULL,
       state text NOT NULL CHECK (state IN ('OPEN','TAKEN_UP','DECLINED','ENDED')),
       support_plan_id uuid NOT NULL,
       case_ref uuid NOT NULL,
       person_ref uuid NOT NULL,
       received_on date NOT NULL,
       due_on date NOT NULL,
       engagement_id uuid REFERENCES engagements,
       reason_code text,
       settled_by text,
       UNIQUE (tenant, support_plan_id),
       CHECK ((state = 'TAKEN_UP') = (engagement_id IS NOT NULL))`,
    );
    await runner.query(`CREATE UNIQUE INDEX ON applications (tenant, case_ref, person_ref) WHERE state = 'OPEN'`);
    await runner.query('CREATE INDEX ON applications (tenant, person_ref)');
    await runner.query('CREATE INDEX ON applications (tenant, due_on, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE applications');
  }
}
