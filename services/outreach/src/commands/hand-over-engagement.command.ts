import { Injectable } from '@nestjs/common';
import type { Acted, HandOverEngagementV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { handOver, personToHandOver } from '../domain/engagement-ending';
import { Intake } from '../neighbours/intake';
import { EngagementQueries } from '../queries/engagement.queries';
import { lockEngagement, saveMove } from '../storage/engagement.store';

/** Hands over to those who go on, with the person's consent asked at this moment. */
@Injectable()
export class HandOverEngagementCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly intake: Intake,
    private readonly engagements: EngagementQueries,
  ) {}

  async execute(input: HandOverEngagementV1, ctx: CallContext): Promise<Acted> {
    const told = { ...input, personRef: input.personRef ?? null, caseRef: input.caseRef ?? null };
    const { engagement, today } = await this.engagements.asItStands(input.engagementId, ctx);
    const personRef = personToHandOver(engagement, told.personRef);
    handOver(engagement, told, personRef, { today, actor: ctx.actor });
    if (!(await this.intake.allows(ctx, personRef, 'intake_record')))
      throw conflict('engagement.consent-missing', 'The person has not consented to a record.');
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEngagement(tx.db, input.engagementId, ctx.expectedVersion);
      const move = handOver(row, told, personRef, { today: tx.today, actor: ctx.actor });
      const { version } = await saveMove(tx.db, row, move, { by: ctx.actor.sub, at: tx.now });
      return { id: row.id, state: move.change.state, version };
    });
  }
}
