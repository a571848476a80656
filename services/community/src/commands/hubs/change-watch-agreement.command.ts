import { Injectable } from '@nestjs/common';
import type { Acted, ChangeWatchAgreementV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { agreementOf, refuseUnsigned } from '../../domain/hubs/watch-agreement';
import { lockAgreement, overlapsAnother, updateAgreement } from '../../storage/hubs/watch-network.store';

@Injectable()
export class ChangeWatchAgreementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ChangeWatchAgreementV1, ctx: CallContext): Promise<Acted> {
    const agreement = agreementOf(input);
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockAgreement(db, input.agreementId, ctx.expectedVersion);
      refuseUnsigned(agreement, today);
      if (await overlapsAnother(db, { orgId: row.orgId, ...agreement }, row.id)) {
        throw conflict('watch-agreement.in-force', 'There is another agreement for these days.');
      }
      return { id: row.id, state: 'SIGNED', version: await updateAgreement(db, row, agreement) };
    });
  }
}
