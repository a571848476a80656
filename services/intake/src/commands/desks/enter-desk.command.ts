import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterDeskV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDesk } from '../../domain/desk';
import { Community } from '../../neighbours/community';
import { insertDesk } from '../../storage/desks.store';

@Injectable()
export class EnterDeskCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly community: Community,
  ) {}

  async execute(input: EnterDeskV1, ctx: CallContext): Promise<Acted> {
    const { orgId = null, areaId = null, deputySub = null, ...given } = input;
    if (areaId !== null) await this.community.requireAreas(ctx, [areaId], 'areaId');
    return this.unit.run(ctx, async (tx) => {
      const desk = { ...given, orgId, areaId, deputySub };
      checkDesk(desk);
      const entered = { id: randomUUID(), version: 1 };
      await insertDesk(tx.db, { ...desk, ...entered, closed: false });
      return { ...entered, state: 'OPEN' };
    });
  }
}
