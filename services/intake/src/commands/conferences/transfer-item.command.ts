import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, type TransferItemV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { refuseTransferBasis } from '../../domain/conference';
import { type AddedFacts, checkTransferredFacts, withAdded } from '../../domain/transferred-facts';
import { requireReadable } from '../../storage/conference-access';
import { findCase } from '../../storage/cases.store';
import { SUPPORT } from '../../storage/conference-kinds';
import type { ConferenceItemRow } from '../../storage/conference.rows';
import { papersOf } from '../../storage/conference-papers.store';
import { changePerson, lockPerson } from '../../storage/persons.store';
import { recordShare } from '../../storage/shares.store';
import { type Target, WAYS } from '../../storage/transfer-targets';
import { insertTransfer } from '../../storage/transfers.store';

@Injectable()
export class TransferItemCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * L03: nothing leaves a support conference by itself. One paper, chosen by somebody who may read it, goes
   * to one place about the same person, on a ground that is decided now and kept with the copy.
   */
  execute(input: TransferItemV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { item } = await requireReadable(tx.db, { of: SUPPORT, actor: ctx.actor, today: tx.today }, input);
      const paper = (await papersOf(tx.db, SUPPORT, item.id)).find(({ id }) => id === input.paperId);
      if (!paper) throw notFound('conference-paper');
      refuseTransferBasis(input.target, input.basis);
      checkTransferredFacts(input.target, input.facts);
      const personRef = await personOf(tx.db, item);
      const way = WAYS[input.target];
      const target = await way.find(tx.db, input.targetId);
      if (target.personRef !== personRef) throw conflict('transfer.other-person', 'That is about somebody else.');
      const shareId = await share(tx, input, { ...target, personRef }, ctx);
      await keepTransfer(tx, input, personRef, shareId, ctx);
      const copy = { personRef, targetId: input.targetId, words: paper.words, shareId };
      await way.put(tx.db, { ...copy, by: ctx.actor.sub, now: tx.now });
      if (input.facts) await addFacts(tx, personRef, input.facts);
      return { id: shareId, state: 'TRANSFERRED', version: 1 };
    });
  }
}

/** Whom the item is about, as far as it is known by now. */
async function personOf(db: Tx['db'], item: ConferenceItemRow): Promise<string> {
  const personRef = item.personRef ?? (item.caseRef === null ? null : (await findCase(db, item.caseRef)).personRef);
  if (personRef === null) throw conflict('case.person-missing', 'Say first whom the case is about.');
  return personRef;
}

const share = (
  tx: Tx,
  { target, basis, reason, conferenceId }: TransferItemV1,
  { personRef, caseRef, recipient, scope }: Target & { readonly personRef: string },
  { actor }: CallContext,
): Promise<string> =>
  recordShare(tx, {
    ...{ personRef, caseRef, recipient, scope, basis, reason, actor },
    items: [`conference_paper_to_${target}`],
    sourceId: conferenceId,
  });

const keepTransfer = (
  { db, now }: Tx,
  { paperId, itemId, target, targetId, basis, reason }: TransferItemV1,
  personRef: string,
  shareId: string,
  { actor }: CallContext,
): Promise<void> =>
  insertTransfer(db, {
    ...{ paperId, itemId, personRef, shareId, targetKind: target, targetId, basis, reason },
    ...{ transferredBy: actor.sub, transferredAt: now },
  });

async function addFacts(tx: Tx, personRef: string, facts: AddedFacts): Promise<void> {
  const person = await lockPerson(tx.db, personRef);
  const { profileVersion } = await changePerson(tx.db, person, { facts: withAdded(person.facts, facts) });
  await tx.publish(MatchingProfileChangedV1, { personRef, version: profileVersion });
}
