import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, IdentifyEngagementV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { nextAction, refuseOnDeath } from '../domain/engagement';
import { firstActionOn } from '../domain/engagement-steps';
import { requireCase } from '../domain/ground';
import { insertEngagement } from '../storage/engagement.store';
import { deathHeardOn } from '../storage/follow-up.store';

/** Somebody who may need help, and has not asked for it, is known from now on. */
@Injectable()
export class IdentifyEngagementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: IdentifyEngagementV1, ctx: CallContext): Promise<Acted> {
    requireCase({ basisCode: input.basisCode, caseRef: input.caseRef ?? null });
    return this.unit.run(ctx, async ({ db, today }) => {
      refuseOnDeath(await deathHeardOn(db, [input.caseRef ?? null, input.personRef ?? null]), today);
      const id = randomUUID();
      const { source, basisCode, reason } = input;
      await insertEngagement(db, {
        id,
        caseRef: input.caseRef ?? null,
        personRef: input.personRef ?? null,
        source,
        basisCode,
        reason,
        state: 'IDENTIFIED',
        stage: 'R0',
        nextActionOn: nextAction(input.nextActionOn ?? firstActionOn(today), today),
        version: 1,
      });
      return { id, state: 'IDENTIFIED', version: 1 };
    });
  }
}
