import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterGrantInfoV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { grantInfoOf } from '../../domain/hubs/grant-info';
import { insertGrantInfo } from '../../storage/hubs/groups.store';

/** What groups are told of: a grant, or a place to do it. */
@Injectable()
export class EnterGrantInfoCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EnterGrantInfoV1, ctx: CallContext): Promise<Acted> {
    const info = grantInfoOf(input);
    return this.unit.run(ctx, async ({ db }) => {
      const id = randomUUID();
      await insertGrantInfo(db, { id, version: 1, ...info });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
