import { Injectable } from '@nestjs/common';
import type { Acted, NoteDevelopmentProjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseFutureDay, refuseNamesIn } from '../../domain/development/project';
import { insertEntry, lockProject, updateProject } from '../../storage/development/projects.store';

/** Notes what was done for a project, also after its end. */
@Injectable()
export class NoteDevelopmentProjectCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ projectId, on, kind, note }: NoteDevelopmentProjectV1, ctx: CallContext): Promise<Acted> {
    refuseNamesIn({ note });
    return this.unit.run(ctx, async ({ db, today }) => {
      refuseFutureDay(on, today);
      const { id, ...project } = await lockProject(db, projectId, ctx.expectedVersion);
      const { state } = project;
      await insertEntry(db, { projectId: id, event: 'note', kind, state, heldOn: on, reason: null, note });
      const lastEntryOn = on > project.lastEntryOn ? on : project.lastEntryOn;
      return { id, state, version: await updateProject(db, { id, ...project }, { lastEntryOn }) };
    });
  }
}
