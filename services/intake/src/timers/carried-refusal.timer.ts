import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { CarryRefusalCommand } from '../commands/identity/carry-refusal.command';
import { IdentityQueries } from '../queries/identity.queries';

/** Ends on the other records of the same human what was taken back on one. Permission itself never waits for it. */
@Injectable()
export class CarriedRefusalTimer extends DueWorkTimer {
  constructor(identity: IdentityQueries, carry: CarryRefusalCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'carried-refusal-timer',
      due: (tenant) => identity.refusalsToCarry(tenant),
      act: (personRef, ctx) => carry.execute({ personRef }, ctx),
    });
  }
}
