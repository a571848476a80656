import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RegisterOrganizationV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { organizationOf } from '../domain/organization';
import { insertOrganization, refuseTakenNumber } from '../storage/organizations.store';

@Injectable()
export class RegisterOrganizationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: RegisterOrganizationV1, ctx: CallContext): Promise<Acted> {
    const organization = organizationOf(input);
    return this.unit.run(ctx, async ({ db }) => {
      const id = randomUUID();
      await refuseTakenNumber(db, organization.corporateNumber, id);
      await insertOrganization(db, { ...organization, id, version: 1 });
      return { id, state: 'REGISTERED', version: 1 };
    });
  }
}
