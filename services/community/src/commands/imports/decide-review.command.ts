import { Injectable } from '@nestjs/common';
import { type Acted, type DecideImportReviewV1, MenuChangedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { refuseCorrection } from '../../domain/resource';
import { areasOfPoints } from '../../storage/areas/areas.store';
import type { ImportReviewEntity } from '../../storage/imports/import-review.entity';
import { lockReview, updateReview } from '../../storage/imports/reviews.store';
import { changeResources } from '../../storage/imports/source-records.store';
import { touchMenus } from '../../storage/menus.store';
import type { ResourceEntity } from '../../storage/resource.entity';
import { lockResource } from '../../storage/resources.store';

/** A person decides which of two words about a resource holds. */
@Injectable()
export class DecideReviewCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ reviewId, decision }: DecideImportReviewV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const review = await lockReview(tx.db, reviewId, ctx.expectedVersion);
      if (review.state !== 'OPEN') throw conflict('import-review.decided', 'It is decided.');
      if (decision === 'take') await take(tx, review);
      const state = decision === 'take' ? 'TAKEN' : 'KEPT';
      const decided = { state, decidedBy: ctx.actor.sub, decidedOn: tx.today };
      return { id: review.id, state, version: await updateReview(tx.db, review, decided) };
    });
  }
}

async function take(tx: Tx, { resourceId, field, incoming }: ImportReviewEntity): Promise<void> {
  const { db } = tx;
  const row = await lockResource(db, resourceId);
  const type = field === 'type' ? (incoming as string | null) : row.type;
  const addressConfidential = field === 'addressConfidential' ? incoming === true : row.addressConfidential;
  refuseCorrection(row.state, { type, addressConfidential });
  const moved = field === 'location' ? await areasOfPoints(db, [incoming as ResourceEntity['location']]) : undefined;
  await changeResources(db, [
    { id: row.id, changes: { [field]: incoming ?? null }, ...(moved && { areaIds: moved[0] ?? [] }) },
  ]);
  for (const menu of await touchMenus(db, row.id)) await tx.publish(MenuChangedV1, menu);
}
