import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { RemakeKeysCommand } from '../commands/identity/remake-keys.command';
import { IdentityQueries } from '../queries/identity.queries';

/** Makes keys anew that were made with another secret, some at a time. */
@Injectable()
export class PersonKeysTimer extends DueWorkTimer {
  constructor(identity: IdentityQueries, remake: RemakeKeysCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'person-keys-timer',
      due: (tenant) => identity.staleKeys(tenant),
      act: (personRef, ctx) => remake.execute({ personRef }, ctx),
    });
  }
}
