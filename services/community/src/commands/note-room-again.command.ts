import { Injectable } from '@nestjs/common';
import type { MenuRoomAgainV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { finishTasksCausedBefore } from '../storage/tasks.store';

/** All that is promised has a place again: what the organisation was asked about it is done. */
@Injectable()
export class NoteRoomAgainCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ menuId, version }: MenuRoomAgainV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db }) => finishTasksCausedBefore(db, menuId, 'over_committed', version));
  }
}
