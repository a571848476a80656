import { Injectable } from '@nestjs/common';
import { addDays, localDay, startOfLocalDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { SETTINGS } from '../domain/settings';
import { isMerged } from '../storage/over';

/** Per municipality and round; the rest is taken in the next round. */
const PER_ROUND = 200;

interface IdRow {
  readonly id: string;
}

/** What the passing of days makes due, by domain time. */
@Injectable()
export class DueQuery {
  constructor(private readonly reads: ReadScope) {}

  /** Municipalities of this deployment. */
  tenants(): Promise<readonly string[]> {
    return this.reads.tenants();
  }

  /** Menus whose last report has to age. */
  agingReports(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const moment = (days: number): Date => startOfLocalDay(addDays(localDay(now), -days));
      const rows: IdRow[] = await db.query(
        `SELECT id FROM availability
         WHERE (state = 'FRESH' AND reported_at < $1) OR (state = 'AGING' AND reported_at < $2)
         ORDER BY reported_at LIMIT $3`,
        [moment(SETTINGS.availabilityAgingDays), moment(SETTINGS.availabilityStaleDays), PER_ROUND],
      );
      return rows.map(({ id }) => id);
    });
  }

  /** Resources that nobody has confirmed for too long. */
  unconfirmedResources(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows: IdRow[] = await db.query(
        `SELECT id FROM resources AS r
         WHERE state IN ('ACTIVE', 'ACTIVE_PUBLIC') AND last_confirmed_on < $1 AND NOT ${isMerged}
         ORDER BY last_confirmed_on LIMIT $2`,
        [addDays(localDay(now), -SETTINGS.resourceConfirmDays), PER_ROUND],
      );
      return rows.map(({ id }) => id);
    });
  }
}
