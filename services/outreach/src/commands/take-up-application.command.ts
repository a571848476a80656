import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, TakeUpOutreachApplicationV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { APPLICATION_SCOPES, FOUND_THROUGH, requireOpenApplication } from '../domain/application';
import { nextAction, refuseOnDeath } from '../domain/engagement';
import { firstActionOn } from '../domain/engagement-steps';
import { Intake } from '../neighbours/intake';
import { ApplicationQueries } from '../queries/application.queries';
import { lockApplication, settleApplication } from '../storage/application.store';
import { insertEngagement } from '../storage/engagement.store';
import { deathHeardOn } from '../storage/follow-up.store';

/** An engagement begins for whoever a plan applied for, with the consent of the plan asked at this moment. */
@Injectable()
export class TakeUpApplicationCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly intake: Intake,
    private readonly applications: ApplicationQueries,
  ) {}

  async execute(input: TakeUpOutreachApplicationV1, ctx: CallContext): Promise<Acted> {
    const known = await this.applications.asItStands(input.applicationId, ctx);
    requireOpenApplication(known);
    for (const scope of APPLICATION_SCOPES) await this.requireConsent(known.personRef, scope, ctx);
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockApplication(db, input.applicationId, ctx.expectedVersion);
      requireOpenApplication(row);
      const { caseRef, personRef } = row;
      refuseOnDeath(await deathHeardOn(db, [caseRef, personRef]), today);
      const first = { id: randomUUID(), state: 'IDENTIFIED', version: 1 };
      const nextActionOn = nextAction(input.nextActionOn ?? firstActionOn(today), today);
      const found = { source: FOUND_THROUGH, basisCode: 'consent', reason: input.reason };
      await insertEngagement(db, { ...first, caseRef, personRef, ...found, stage: 'R0', nextActionOn });
      await settleApplication(db, row, { state: 'TAKEN_UP', engagementId: first.id, settledBy: ctx.actor.sub });
      return first;
    });
  }

  private async requireConsent(personRef: string, scope: string, ctx: CallContext): Promise<void> {
    if (await this.intake.allows(ctx, personRef, scope)) return;
    throw conflict('outreach-application.consent-missing', `There is no consent for ${scope}.`);
  }
}
