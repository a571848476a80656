import { Injectable } from '@nestjs/common';
import type { Acted, PutOnMultilayeredAgendaV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { checkAgendaItem, refusePlanOnAgenda, refuseWhenFull } from '../../domain/conference';
import { findCase } from '../../storage/cases.store';
import { MULTILAYERED } from '../../storage/conference-kinds';
import { insertItem, itemsOf, lockForAgenda } from '../../storage/conferences.store';
import type { MultilayeredConferenceItemEntity } from '../../storage/multilayered-conference.entity';
import { findPlanHead } from '../../storage/support-plans.store';

/** Whom and what an item is about. */
type About = Pick<MultilayeredConferenceItemEntity, 'kind' | 'caseRef' | 'personRef' | 'planId' | 'topic'>;

@Injectable()
export class PutOnMultilayeredAgendaCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Consent may still be asked for: it is looked at when the conference is convened. */
  execute({ conferenceId, ...input }: PutOnMultilayeredAgendaV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockForAgenda(tx.db, MULTILAYERED, conferenceId, ctx.actor);
      checkAgendaItem(input);
      const about = await aboutOf(tx.db, input);
      const items = await itemsOf(tx.db, MULTILAYERED, conferenceId);
      refuseWhenFull('items', items.length);
      if (about.caseRef !== null && items.some((item) => item.caseRef === about.caseRef && item.kind === about.kind))
        throw conflict('conference-item.already-there', 'The case is on this agenda already.');
      const proposed = { ...about, proposedBy: ctx.actor.sub, proposedAt: tx.now };
      const id = await insertItem<MultilayeredConferenceItemEntity>(tx.db, MULTILAYERED, conference, proposed);
      return { id, state: 'ON', version: 1 };
    });
  }
}

async function aboutOf(
  db: Tx['db'],
  { kind, caseRef, planId, topic }: Omit<PutOnMultilayeredAgendaV1, 'conferenceId'>,
): Promise<About> {
  if (caseRef === undefined) return { kind, caseRef: null, personRef: null, planId: null, topic: topic ?? null };
  const { personRef } = await findCase(db, caseRef);
  if (personRef === null) throw conflict('case.person-missing', 'Say first whom the case is about.');
  if (planId === undefined) return { kind, caseRef, personRef, planId: null, topic: null };
  const plan = await findPlanHead(db, planId);
  if (plan.caseRef !== caseRef || plan.personRef !== personRef)
    throw conflict('conference-item.other-case', 'The plan belongs to another case.');
  refusePlanOnAgenda(kind, plan.state);
  return { kind, caseRef, personRef, planId, topic: null };
}
