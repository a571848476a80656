import { Injectable } from '@nestjs/common';
import type { InquiryArrivedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { announce } from '../../storage/webhooks/announcements.store';

/** An organisation was asked: whoever it named is told, by ids only. */
@Injectable()
export class AnnounceInquiryCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, menuId, orgId, version }: InquiryArrivedV1, ctx: CallContext): Promise<void> {
    const inquiry = {
      orgId,
      event: 'inquiry.arrived',
      subject: { proposalId, menuId },
      cause: `${proposalId}:${version}`,
    };
    return this.unit.run(ctx, ({ db }) => announce(db, inquiry));
  }
}
