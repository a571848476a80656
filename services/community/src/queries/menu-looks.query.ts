import { Injectable } from '@nestjs/common';
import { addDays, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { SETTINGS } from '../domain/settings';
import { isOver } from '../storage/over';

/** Per municipality and round; the rest is taken in the next round. */
const PER_ROUND = 200;

const notAskedTo = (kind: 'renew_agreement' | 'assess_host'): string =>
  `NOT ${isOver}
   AND NOT EXISTS (SELECT 1 FROM tasks WHERE kind = '${kind}' AND subject_id = m.id AND state = 'OPEN')`;

@Injectable()
export class MenuLooksQuery {
  constructor(private readonly reads: ReadScope) {}

  /** Menus of which an agreement is over or ends soon, or whose host has to be looked at again. */
  due(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const today = localDay(now);
      const rows: readonly { readonly id: string }[] = await db.query(
        `SELECT menu_id AS id FROM out_of_system_agreements WHERE ended_on IS NULL AND until < $1
         UNION
         SELECT m.id
         FROM (SELECT menu_id, max(until) AS until FROM out_of_system_agreements
                WHERE ended_on IS NULL GROUP BY menu_id) a
         JOIN menus m ON m.id = a.menu_id JOIN resources r ON r.id = m.resource_id
         WHERE a.until <= $2 AND ${notAskedTo('renew_agreement')}
         UNION
         SELECT m.id FROM host_assessments h JOIN menus m ON m.id = h.menu_id JOIN resources r ON r.id = m.resource_id
         WHERE h.assessed_on < $3 AND m.capacity_model IS DISTINCT FROM 'open' AND ${notAskedTo('assess_host')}
         LIMIT $4`,
        [
          today,
          addDays(today, SETTINGS.agreementRemindDays),
          addDays(today, -SETTINGS.hostAssessmentValidDays),
          PER_ROUND,
        ],
      );
      return rows.map(({ id }) => id);
    });
  }
}
