import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterCarrierV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { carrierOf, refuseNotOneOfTwo } from '../../domain/hubs/carrier';
import { insertCarrier } from '../../storage/hubs/carriers.store';
import { requireGroups } from '../../storage/hubs/groups.store';
import { findOrganization } from '../../storage/organizations.store';

/** A group or an organisation offers something, or looks for it. */
@Injectable()
export class EnterCarrierCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ orgId = null, groupId = null, ...given }: EnterCarrierV1, ctx: CallContext): Promise<Acted> {
    refuseNotOneOfTwo('carrier.one-of-two', ['orgId', 'groupId'], [orgId, groupId]);
    const carrier = carrierOf(given);
    return this.unit.run(ctx, async ({ db }) => {
      if (orgId) await findOrganization(db, orgId);
      await requireGroups(db, [groupId]);
      const id = randomUUID();
      await insertCarrier(db, { id, version: 1, orgId, groupId, ...carrier });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
