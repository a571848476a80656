import { Injectable } from '@nestjs/common';
import type { Acted, OpenDevelopmentProjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { afterStep, refuseClosedMenu, refuseNamesIn } from '../../domain/development/project';
import { insertEntry, lockProject, updateProject } from '../../storage/development/projects.store';
import { findMenu } from '../../storage/menus.store';
import { completeOpen } from '../../storage/resource-developments.store';
import { findResource } from '../../storage/resources.store';

/** What was missing is there: the project ends with its menu, and so do the open requests that it gathered. */
@Injectable()
export class OpenDevelopmentProjectCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ projectId, menuId, on, note = null }: OpenDevelopmentProjectV1, ctx: CallContext): Promise<Acted> {
    refuseNamesIn({ note });
    return this.unit.run(ctx, async ({ db, today }) => {
      const project = await lockProject(db, projectId, ctx.expectedVersion);
      const state = afterStep(project, { step: 'open', on, reason: null }, { today, actor: ctx.actor });
      const menu = await findMenu(db, menuId);
      refuseClosedMenu((await findResource(db, menu.resourceId)).state);
      await completeOpen(db, project.developmentIds, { menuId: menu.id, completedOn: on });
      const entry = { projectId: project.id, event: 'open', kind: null, reason: null, note };
      await insertEntry(db, { ...entry, state, heldOn: on });
      const change = { state, stateSince: on, lastEntryOn: on, nextStep: null, menuId: menu.id };
      return { id: project.id, state, version: await updateProject(db, project, change) };
    });
  }
}
