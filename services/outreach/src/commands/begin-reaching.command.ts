import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import type { At, Engagement, Move } from '../domain/engagement';
import { conferenceGround, groundMissing } from '../domain/ground';
import { Intake } from '../neighbours/intake';
import { EngagementQueries } from '../queries/engagement.queries';
import { lockEngagement, saveMove } from '../storage/engagement.store';

/**
 * Steps by which somebody begins to reach out: what they rest on is looked at in this moment. What has happened
 * already, a contact or a worry, is recorded without it.
 */
@Injectable()
export class BeginReachingCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly intake: Intake,
    private readonly engagements: EngagementQueries,
  ) {}

  async execute(
    { engagementId, conferenceId: named }: { readonly engagementId: string; readonly conferenceId?: string },
    decide: (engagement: Engagement, at: At) => Move,
    ctx: CallContext,
  ): Promise<Acted> {
    const { engagement, today } = await this.engagements.asItStands(engagementId, ctx);
    decide(engagement, { today, actor: ctx.actor });
    const ground = conferenceGround(engagement, named);
    if (ground !== null && !(await this.intake.carries(ctx, ground))) throw groundMissing();
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEngagement(tx.db, engagementId, ctx.expectedVersion);
      const move = decide(row, { today: tx.today, actor: ctx.actor });
      const restsOn = ground === null ? {} : { conferenceId: ground.conferenceId };
      const change = { ...move.change, ...restsOn };
      const { version } = await saveMove(tx.db, row, { ...move, change }, { by: ctx.actor.sub, at: tx.now });
      return { id: engagementId, state: change.state, version };
    });
  }
}
