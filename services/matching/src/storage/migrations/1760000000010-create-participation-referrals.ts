import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What support plans apply for. One is open of a person and case at a time, and each plan is heard once. */
export class CreateParticipationReferrals1760000000010 implements MigrationInterface {
  readonly name = 'CreateParticipationReferrals1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'participation_referrals',
      `id uuid PRIMARY KEY, version int NOT NULL,
       state text NOT NULL CHECK (state IN ('OPEN','TAKEN_UP','DECLINED','ENDED')), support_plan_id uuid NOT NULL,
       case_ref uuid NOT NULL, person_ref uuid NOT NULL, received_at timestamptz NOT NULL, due_on date NOT NULL,
       match_request_id uuid REFERENCES match_requests, reason_code text, settled_by text,
       UNIQUE (tenant, support_plan_id), CHECK ((state = 'TAKEN_UP') = (match_request_id IS NOT NULL))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX ON participation_referrals (tenant, case_ref, person_ref) WHERE state = 'OPEN'`,
    );
    await runner.query('CREATE INDEX ON participation_referrals (tenant, person_ref)');
    await runner.query('CREATE INDEX ON participation_referrals (tenant, received_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE participation_referrals');
  }
}
