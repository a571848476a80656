import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterWatchAgreementV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { agreementOf, refuseUnsigned } from '../../domain/hubs/watch-agreement';
import { insertAgreement, overlapsAnother } from '../../storage/hubs/watch-network.store';
import { findOrganization } from '../../storage/organizations.store';

/** A 協力事業所 joins the watch network. */
@Injectable()
export class EnterWatchAgreementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EnterWatchAgreementV1, ctx: CallContext): Promise<Acted> {
    const agreement = agreementOf(input);
    return this.unit.run(ctx, async ({ db, today }) => {
      refuseUnsigned(agreement, today);
      const { id: orgId } = await findOrganization(db, input.orgId);
      if (await overlapsAnother(db, { orgId, ...agreement }, null)) {
        throw conflict('watch-agreement.in-force', 'There is an agreement for these days.');
      }
      const id = randomUUID();
      await insertAgreement(db, { id, version: 1, orgId, ...agreement });
      return { id, state: 'SIGNED', version: 1 };
    });
  }
}
