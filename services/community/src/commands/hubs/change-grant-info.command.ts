import { Injectable } from '@nestjs/common';
import type { Acted, ChangeGrantInfoV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { grantInfoOf } from '../../domain/hubs/grant-info';
import { lockGrantInfo, updateGrantInfo } from '../../storage/hubs/groups.store';

@Injectable()
export class ChangeGrantInfoCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ChangeGrantInfoV1, ctx: CallContext): Promise<Acted> {
    const info = grantInfoOf(input);
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockGrantInfo(db, input.infoId, ctx.expectedVersion);
      return { id: row.id, state: 'ENTERED', version: await updateGrantInfo(db, row, info) };
    });
  }
}
