import { Injectable } from '@nestjs/common';
import { abandonedBefore, type ImportsDue, WAITING } from '../../domain/imports/job';
import { ReadScope } from '#libs/persistence';

/** Files that are thrown away in one turn. */
const ABANDONED = 100;

@Injectable()
export class DueImportsQuery {
  constructor(private readonly reads: ReadScope) {}

  tenants(): Promise<readonly string[]> {
    return this.reads.tenants();
  }

  /** Imports with work to do that this process has or may take, the oldest first. */
  due(tenant: string, instance: string): Promise<readonly ImportsDue[]> {
    return this.reads.one<ImportsDue>(
      { tenant },
      `SELECT id, phase, rows_read AS "rowsRead", plan, attempts FROM import_jobs
       WHERE state IN ('RUNNING', 'UNDOING')
         AND (lease_by = $1 OR lease_until IS NULL OR lease_until < clock_timestamp()) ORDER BY seq`,
      [instance],
    );
  }

  /** Ids of files that nobody goes on with. */
  abandoned(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows = await db.query<readonly { readonly id: string }[]>(
        'SELECT id FROM import_jobs WHERE state = ANY($1::text[]) AND touched_at <= $2 ORDER BY touched_at LIMIT $3',
        [WAITING, abandonedBefore(now), ABANDONED],
      );
      return rows.map(({ id }) => id);
    });
  }
}
