import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordGroupContactsV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseGroupFuture, refuseOutdatedInfo } from '../../domain/hubs/group-support';
import { grantInfosNamed, insertContacts, lockGroup } from '../../storage/hubs/groups.store';

/** Contacts with a group, as they are counted (延支援件数). */
@Injectable()
export class RecordGroupContactsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ groupId, contacts }: RecordGroupContactsV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const group = await lockGroup(db, groupId);
      contacts.forEach(({ on }, index) => refuseGroupFuture(on, today, `contacts.${index}.on`));
      const named = contacts.flatMap(({ infoIds = [] }) => infoIds);
      refuseOutdatedInfo(contacts, await grantInfosNamed(db, named));
      const rows = contacts.map(({ on, kind, minutes, infoIds = [] }) => ({
        ...{ id: randomUUID(), heldOn: on, kind, infoIds },
        minutes: minutes ?? null,
      }));
      await insertContacts(db, group.id, rows);
      return { id: group.id, state: group.state, version: group.version };
    });
  }
}
