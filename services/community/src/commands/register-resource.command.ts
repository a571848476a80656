import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, RegisterResourceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn } from '../domain/access';
import { descriptionOf, refuseImpossibleTimes } from '../domain/resource-description';
import { findOrganization } from '../storage/organizations.store';
import { areasOfResource, insertResource } from '../storage/resources.store';

@Injectable()
export class RegisterResourceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: RegisterResourceV1, ctx: CallContext): Promise<Acted> {
    const description = descriptionOf(input);
    refuseImpossibleTimes(description);
    return this.unit.run(ctx, async ({ db }) => {
      actingOn(ctx.actor, input.orgId, RegisterResourceV1.allow, 'organization');
      await findOrganization(db, input.orgId);
      const id = randomUUID();
      await insertResource(db, {
        ...description,
        areaIds: await areasOfResource(db, description),
        id,
        version: 1,
        orgId: input.orgId,
        state: 'DRAFT',
      });
      return { id, state: 'DRAFT', version: 1 };
    });
  }
}
