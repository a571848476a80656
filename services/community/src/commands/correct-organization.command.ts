import { Injectable } from '@nestjs/common';
import { type Acted, type CorrectOrganizationV1, MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { organizationOf } from '../domain/organization';
import { touchMenusOfOrganization } from '../storage/menus.store';
import { lockOrganization, refuseTakenNumber, updateOrganization } from '../storage/organizations.store';

/** Its name is among the facts of its menus: whoever has a copy hears of another one. */
@Injectable()
export class CorrectOrganizationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: CorrectOrganizationV1, ctx: CallContext): Promise<Acted> {
    const corrected = organizationOf(input);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockOrganization(tx.db, input.orgId, ctx.expectedVersion);
      await refuseTakenNumber(tx.db, corrected.corporateNumber, row.id);
      const version = await updateOrganization(tx.db, row, corrected);
      const touched = corrected.name === row.name ? [] : await touchMenusOfOrganization(tx.db, row.id);
      for (const menu of touched) await tx.publish(MenuChangedV1, menu);
      return { id: row.id, state: 'REGISTERED', version };
    });
  }
}
