import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { ExpireConsentCommand } from '../commands/consents/expire-consent.command';
import { PermissionQueries } from '../queries/permission.queries';

/** Ends terms of consent that are over and so tells the other services. Permission itself never waits for it. */
@Injectable()
export class ConsentExpiryTimer extends DueWorkTimer {
  constructor(permissions: PermissionQueries, expire: ExpireConsentCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'consent-expiry-timer',
      due: (tenant) => permissions.dueToExpire(tenant),
      act: (personRef, ctx) => expire.execute({ personRef }, ctx),
    });
  }
}
