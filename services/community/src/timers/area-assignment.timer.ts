import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { AssignResourcesCommand } from '../commands/areas/assign-resources.command';
import { AreasQuery } from '../queries/areas/areas.query';

/** Moves resources to their areas where areas changed, came into force or ended. */
@Injectable()
export class AreaAssignmentTimer extends DueWorkTimer {
  constructor(areas: AreasQuery, assign: AssignResourcesCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'area-assignment-timer',
      due: (tenant) => areas.assignmentDue(tenant),
      act: (_, ctx) => assign.execute(ctx),
    });
  }
}
