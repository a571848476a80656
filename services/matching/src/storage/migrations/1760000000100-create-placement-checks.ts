import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is looked after because a place was stopped for safety. */
export class CreatePlacementChecks1760000000100 implements MigrationInterface {
  readonly name = 'CreatePlacementChecks1760000000100';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'placement_checks',
      `id uuid PRIMARY KEY, version int NOT NULL, state text NOT NULL CHECK (state IN ('OPEN', 'DONE')),
       placement_id uuid NOT NULL REFERENCES placements (id), match_request_id uuid NOT NULL, case_ref uuid NOT NULL,
       menu_id uuid NOT NULL, org_id uuid NOT NULL, due_on date NOT NULL,
       result text CHECK (result IN ('safe', 'moved', 'not_reached')), attempts int NOT NULL, tried_on date,
       opened_at timestamptz NOT NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX placement_checks_one_open ON placement_checks (tenant, placement_id) WHERE state = 'OPEN'`,
    );
    await runner.query('CREATE INDEX ON placement_checks (tenant, state, opened_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placement_checks');
  }
}
