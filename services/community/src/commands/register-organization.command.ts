import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RegisterOrganizationV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { insertOrganization } from '../storage/organizations.store';

@Injectable()
export class RegisterOrganizationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ name, kind, contact }: RegisterOrganizationV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const id = randomUUID();
      await insertOrganization(db, {
        id,
        version: 1,
        name,
        kind,
        contact: contact
          ? { phone: contact.phone ?? null, email: contact.email ?? null, website: contact.website ?? null }
          : null,
      });
      return { id, state: 'REGISTERED', version: 1 };
    });
  }
}
