import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { DELETED_PER_TURN, keptSince, type Outlived } from '../../domain/feeds/outlived';
import { deleteOutlived } from '../../storage/feeds/outlived.store';

/**
 * Deletes a few of what has had its time. A batch that is sent again after that is decided anew: its reports are older
 * than what is known.
 */
@Injectable()
export class DeleteOutlivedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(what: Outlived, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db, today }) => deleteOutlived(db, what, keptSince(what, today), DELETED_PER_TURN));
  }
}
