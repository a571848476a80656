import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, DraftParticipationPlanV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { refusePlanIn } from '../../domain/case';
import { lockCase } from '../../storage/cases.store';
import { insertPlan } from '../../storage/participation-plans.store';
import { findPerson, shareHousehold } from '../../storage/persons.store';

@Injectable()
export class DraftParticipationPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** For the case's person or somebody of the same household: each has a plan of their own. */
  execute({ caseRef, personRef, goal, wishes }: DraftParticipationPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      await findPerson(tx.db, personRef);
      refusePlanIn(kase.state);
      await refuseOtherPerson(tx, kase.personRef, personRef);
      const drafted = { id: randomUUID(), state: 'DRAFT' as const, version: 1 };
      await insertPlan(tx.db, { ...drafted, caseRef, personRef, goal, wishes });
      return drafted;
    });
  }
}

async function refuseOtherPerson(tx: Tx, ofCase: string | null, wanted: string): Promise<void> {
  if (ofCase === wanted) return;
  if (ofCase !== null && (await shareHousehold(tx.db, ofCase, wanted))) return;
  throw conflict('participation-plan.other-person', 'The case is not about this person or their household.');
}
