import { Injectable } from '@nestjs/common';
import { type Acted, CheckConsentV1, type HandOverEngagementV1 } from '#libs/contracts';
import { type CallContext, conflict, systemActor } from '#libs/kernel';
import { ServiceClient, UnitOfWork } from '#libs/messaging';
import { handOver, personToHandOver } from '../domain/engagement-ending';
import { EngagementQueries } from '../queries/engagement.queries';
import { lockEngagement, saveMove } from '../storage/engagement.store';

/** Hands over to those who go on, with the person's consent asked at this moment. */
@Injectable()
export class HandOverEngagementCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly client: ServiceClient,
    private readonly engagements: EngagementQueries,
  ) {}

  async execute(input: HandOverEngagementV1, ctx: CallContext): Promise<Acted> {
    const told = { ...input, personRef: input.personRef ?? null, caseRef: input.caseRef ?? null };
    const { engagement, today } = await this.engagements.asItStands(input.engagementId, ctx);
    const personRef = personToHandOver(engagement, told.personRef);
    handOver(engagement, told, personRef, { today, actor: ctx.actor });
    await this.askConsent(personRef, ctx);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEngagement(tx.db, input.engagementId, ctx.expectedVersion);
      const move = handOver(row, told, personRef, { today: tx.today, actor: ctx.actor });
      const { version } = await saveMove(tx.db, row, move, { by: ctx.actor.sub, at: tx.now });
      return { id: row.id, state: move.change.state, version };
    });
  }

  /** No answer means no: the request fails with 503 and can be repeated. */
  private async askConsent(personRef: string, { tenant, correlationId }: CallContext): Promise<void> {
    const { allowed } = await this.client.ask(
      CheckConsentV1,
      { personRef, scope: 'intake_record', orgId: null },
      { actor: systemActor('outreach', tenant), correlationId },
    );
    if (!allowed) throw conflict('engagement.consent-missing', 'The person has not consented to a record.');
  }
}
