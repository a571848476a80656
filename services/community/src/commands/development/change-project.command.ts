import { Injectable } from '@nestjs/common';
import type { Acted, ChangeDevelopmentProjectV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { plannedOf, refuseOver } from '../../domain/development/project';
import { requireParts } from '../../storage/development/project-parts.store';
import { lockProject, updateProject } from '../../storage/development/projects.store';

@Injectable()
export class ChangeDevelopmentProjectCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ projectId, ...given }: ChangeDevelopmentProjectV1, ctx: CallContext): Promise<Acted> {
    const planned = plannedOf(given);
    return this.unit.run(ctx, async ({ db }) => {
      const project = await lockProject(db, projectId, ctx.expectedVersion);
      refuseOver(project);
      await requireParts(db, planned);
      return { id: project.id, state: project.state, version: await updateProject(db, project, planned) };
    });
  }
}
