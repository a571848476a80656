import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { CarryOnHandoverCommand } from '../commands/handovers/carry-on-handover.command';
import { HandoverQueries } from '../queries/handover.queries';

/** Hands over caseloads whose day has come, and goes on with those that have begun. */
@Injectable()
export class HandoverTimer extends DueWorkTimer {
  constructor(handovers: HandoverQueries, carryOn: CarryOnHandoverCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'handover-timer',
      due: (tenant) => handovers.due(tenant),
      act: (handoverId, ctx) => carryOn.execute({ handoverId }, ctx),
    });
  }
}
