import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { MarkMonitoringDueCommand } from '../commands/support-plans/mark-monitoring-due.command';
import { PlanRecordQueries } from '../queries/plan-record.queries';

/** Says of a plan that the day of its monitoring has come. */
@Injectable()
export class PlanMonitoringTimer extends DueWorkTimer {
  constructor(records: PlanRecordQueries, mark: MarkMonitoringDueCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'plan-monitoring-timer',
      due: (tenant) => records.dueForMonitoring(tenant),
      act: (planId, ctx) => mark.execute(planId, ctx),
    });
  }
}
