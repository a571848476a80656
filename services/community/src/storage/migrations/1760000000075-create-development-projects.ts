import { createTenantTable } from '#libs/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = `('IDEA', 'TALKS', 'PREPARING', 'PAUSED', 'OPEN', 'DROPPED')`;

/** What is done so that a place comes into being. Points to no person. */
export class CreateDevelopmentProjects1760000000075 implements MigrationInterface {
  readonly name = 'CreateDevelopmentProjects1760000000075';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(
      runner,
      'development_projects',
      `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, version int NOT NULL,
       title text NOT NULL, area_id uuid, state text NOT NULL CHECK (state IN ${STATES}),
       since date NOT NULL, state_since date NOT NULL, last_entry_on date NOT NULL,
       development_ids uuid[] NOT NULL, topic_ids uuid[] NOT NULL, partners jsonb NOT NULL, next_step jsonb,
       menu_id uuid REFERENCES menus (id), CHECK ((state = 'OPEN') = (menu_id IS NOT NULL))`,
    );
    await createTenantTable(
      runner,
      'development_project_entries',
      `id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY,
       project_id uuid NOT NULL REFERENCES development_projects (id),
       event text NOT NULL, kind text, state text NOT NULL CHECK (state IN ${STATES}),
       held_on date NOT NULL, reason text, note text`,
    );
    await runner.query('CREATE INDEX ON development_projects (tenant, seq)');
    await runner.query('CREATE INDEX ON development_projects USING gin (development_ids)');
    await runner.query('CREATE INDEX ON development_project_entries (tenant, project_id, seq)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE development_project_entries, development_projects');
  }
}
