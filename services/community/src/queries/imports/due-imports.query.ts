import { Injectable } from '@nestjs/common';
import type { ImportsDue } from '../../domain/imports/job';
import { ReadScope } from '#libs/persistence';

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
}
