import { Injectable } from '@nestjs/common';
import type { Acted, LinkPersonToCaseV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { lockCase, takeStep } from '../../storage/cases.store';
import { findPerson } from '../../storage/persons.store';

@Injectable()
export class LinkPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Once said, it stays: another person would need another case. */
  execute({ caseRef, personRef }: LinkPersonToCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      if (kase.personRef !== null) throw conflict('case.person-known', 'The case has its person already.');
      await findPerson(tx.db, personRef);
      return takeStep(tx.db, kase, {
        event: 'linkPerson',
        to: kase.state,
        actor: ctx.actor,
        now: tx.now,
        detail: {},
        change: { personRef },
      });
    });
  }
}
