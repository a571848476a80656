import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterSupportedGroupV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { GROUP_SUPPORT, refuseGroupFuture } from '../../domain/hubs/group-support';
import { insertGroup } from '../../storage/hubs/groups.store';
import { requireArea } from '../../storage/hubs/hubs.store';
import { findOrganization } from '../../storage/organizations.store';

const [FIRST_STATE = ''] = GROUP_SUPPORT.table.initial;

/** A group of residents asks for support. */
@Injectable()
export class EnterSupportedGroupCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ name, kind, since, orgId = null, areaId = null }: EnterSupportedGroupV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      refuseGroupFuture(since, today, 'since');
      if (orgId) await findOrganization(db, orgId);
      await requireArea(db, areaId);
      const id = randomUUID();
      const state = FIRST_STATE;
      await insertGroup(db, { id, version: 1, name, kind, orgId, areaId, state, since, stateSince: since });
      return { id, state, version: 1 };
    });
  }
}
