import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterDevelopmentProjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { FIRST_STATE, plannedOf, refuseFutureDay } from '../../domain/development/project';
import { requireParts } from '../../storage/development/project-parts.store';
import { insertEntry, insertProject } from '../../storage/development/projects.store';

/** Somebody has an idea of a place that is missing. */
@Injectable()
export class EnterDevelopmentProjectCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ on, ...given }: EnterDevelopmentProjectV1, ctx: CallContext): Promise<Acted> {
    const planned = plannedOf(given);
    return this.unit.run(ctx, async ({ db, today }) => {
      refuseFutureDay(on, today);
      await requireParts(db, planned);
      const id = randomUUID();
      const state = FIRST_STATE;
      const days = { since: on, stateSince: on, lastEntryOn: on };
      await insertProject(db, { id, version: 1, state, ...days, ...planned, menuId: null });
      const nothing = { kind: null, reason: null, note: null };
      await insertEntry(db, { projectId: id, event: 'enter', state, heldOn: on, ...nothing });
      return { id, state, version: 1 };
    });
  }
}
