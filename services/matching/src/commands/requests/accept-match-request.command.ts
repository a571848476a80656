import { Injectable } from '@nestjs/common';
import type { Acted, AcceptMatchRequestV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, requireConfirmedPlan } from '../../domain/match-request';
import { Intake } from '../../neighbours/intake';
import { Lookups } from '../../storage/lookups';
import { lockRequest, moveRequest } from '../../storage/match-request.store';

@Injectable()
export class AcceptMatchRequestCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ matchRequestId }: AcceptMatchRequestV1, ctx: CallContext): Promise<Acted> {
    const { planId } = await this.lookups.request(ctx, matchRequestId);
    const plan = planId === null ? null : await this.intake.plan(ctx, planId);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'accept', ctx.actor);
      requireConfirmedPlan(plan, row);
      return moveRequest(tx.db, row, state);
    });
  }
}
