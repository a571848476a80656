import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { readAreaMap } from '../../storage/areas/area-map';
import { areasChangedBetween, assignNext, beginAssignment, takeAssignment } from '../../storage/areas/assignment.store';

/** Batches in one go; what is left is taken in the next. */
const BATCHES = 40;

/** Assigns all resources to the areas anew, batch by batch; after a kill it goes on behind the last batch. */
@Injectable()
export class AssignResourcesCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(ctx: CallContext): Promise<void> {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      if (!(await this.unit.run(ctx, goOn)).more) return;
    }
  }
}

async function goOn({ db, today, now }: Tx): Promise<{ readonly more: boolean }> {
  const work = await takeAssignment(db);
  if (!work) return { more: false };
  if (work.state === 'DONE') {
    if (!(await areasChangedBetween(db, work.onDay, today))) return { more: false };
    await beginAssignment(db, today, now);
    return { more: true };
  }
  return { more: await assignNext(db, await readAreaMap(db), work.afterSeq, now) };
}
