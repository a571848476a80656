import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, addDays, type CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { CASES_AT_ONCE, HANDOVER, isUnderWay, receiverOf } from '../../domain/handover';
import { lockAssignment, reassign } from '../../storage/case-assignments.store';
import { lockCase, takeStep } from '../../storage/cases.store';
import type { HandoverEntity } from '../../storage/centre.entity';
import { areaWorkOf, changeAreaWorker, insertAreaWorker } from '../../storage/centres.store';
import { changeHandover, countCasesOf, lockHandover, someCasesOf } from '../../storage/handovers.store';
import { insertNote } from '../../storage/notes.store';

@Injectable()
export class CarryOnHandoverCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** On its day, portion by portion, until the worker has no case any more. A crash loses no more than a portion. */
  async execute({ handoverId }: { readonly handoverId: string }, ctx: CallContext): Promise<void> {
    for (let goesOn = true; goesOn;) goesOn = (await this.portion(handoverId, ctx)).goesOn;
  }

  private portion(handoverId: string, ctx: CallContext): Promise<{ readonly goesOn: boolean }> {
    return this.unit.run(ctx, async (tx) => {
      const handover = await lockHandover(tx.db, handoverId);
      if (!isUnderWay(handover, tx.today)) return { goesOn: false };
      const refs = await someCasesOf(tx.db, handover.fromSub, CASES_AT_ONCE);
      for (const caseRef of refs) await handOver(tx, handover, caseRef, ctx);
      const change = await progress(tx, handover, refs.length, ctx.actor);
      if (HANDOVER.table.terminal.includes(change.state)) await handOverAreas(tx, handover);
      await changeHandover(tx.db, handover, change);
      return { goesOn: refs.length > 0 };
    });
  }
}

/** Over when a look finds nothing left; a case that came in between counts too. */
async function progress(tx: Tx, { state: before, fromSub, done, total }: HandoverEntity, now: number, actor: Actor) {
  const left = await countCasesOf(tx.db, fromSub);
  const state = HANDOVER.next(before, left === 0 ? 'finish' : 'carryOn', actor);
  return { state, done: done + now, total: Math.max(total ?? 0, done + now + left) };
}

/** New cases of the worker's areas go to whoever takes over there: who has left gets none. */
async function handOverAreas({ db, today }: Tx, { fromSub, receivers }: HandoverEntity): Promise<void> {
  for (const work of await areaWorkOf(db, fromSub, today)) {
    const { areaId, part, untilDay } = work;
    await changeAreaWorker(db, work, addDays(today, -1));
    const sub = receiverOf(receivers, { caseRef: null, areaId });
    const fromDay = work.fromDay > today ? work.fromDay : today;
    await insertAreaWorker(db, { id: randomUUID(), areaId, sub, part, fromDay, untilDay });
  }
}

/** The case's row is locked first, as everywhere; whoever gave it to somebody else meanwhile has decided. */
async function handOver(tx: Tx, handover: HandoverEntity, caseRef: string, ctx: CallContext): Promise<void> {
  const kase = await lockCase(tx.db, caseRef);
  const held = await lockAssignment(tx.db, caseRef);
  if (held.sub !== handover.fromSub) return;
  const toSub = receiverOf(handover.receivers, { caseRef, areaId: held.areaId });
  await reassign(tx.db, held, { sub: toSub });
  const noteRef = randomUUID();
  await insertNote(tx.db, {
    ...{ id: noteRef, version: 1, caseRef, kind: 'hand_over', text: handover.words },
    ...{ writtenBy: handover.preparedBy, writtenAt: tx.now },
  });
  const detail = { handoverId: handover.id, fromSub: handover.fromSub, toSub, noteRef };
  await takeStep(tx.db, kase, { event: 'handOver', to: kase.state, actor: ctx.actor, now: tx.now, detail });
}
