import { Injectable } from '@nestjs/common';
import type { Acted, MoveDevelopmentProjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { afterStep, isOver, refuseNamesIn } from '../../domain/development/project';
import { insertEntry, lockProject, updateProject } from '../../storage/development/projects.store';

/** A project takes a step from an idea to a menu, rests, or is given up. */
@Injectable()
export class MoveDevelopmentProjectCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ projectId, step, on, ...given }: MoveDevelopmentProjectV1, ctx: CallContext): Promise<Acted> {
    const { reason = null, note = null, nextStep = null } = given;
    refuseNamesIn({ note });
    return this.unit.run(ctx, async ({ db, today }) => {
      const project = await lockProject(db, projectId, ctx.expectedVersion);
      const state = afterStep(project, { step, on, reason }, { today, actor: ctx.actor });
      await insertEntry(db, { projectId: project.id, event: step, kind: null, state, heldOn: on, reason, note });
      const days = { stateSince: on, lastEntryOn: on };
      const change = { state, ...days, nextStep: isOver(state) ? null : nextStep };
      return { id: project.id, state, version: await updateProject(db, project, change) };
    });
  }
}
