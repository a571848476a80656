import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterHubV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { hubOf, refuseForeignResource } from '../../domain/hubs/hub';
import { insertHub, requireArea } from '../../storage/hubs/hubs.store';
import { findOrganization } from '../../storage/organizations.store';
import { findResource } from '../../storage/resources.store';

/** A hub (居場所・拠点・区民ひろば) is known from now on. */
@Injectable()
export class EnterHubCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EnterHubV1, ctx: CallContext): Promise<Acted> {
    const hub = hubOf(input);
    return this.unit.run(ctx, async ({ db }) => {
      const { id: orgId } = await findOrganization(db, input.orgId);
      if (hub.resourceId) refuseForeignResource(await findResource(db, hub.resourceId), orgId);
      await requireArea(db, hub.areaId);
      const id = randomUUID();
      await insertHub(db, { id, version: 1, orgId, ...hub });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
