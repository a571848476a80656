import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { TendKeysCommand } from '../commands/keys/tend-keys.command';

/** Looks after the data keys of every municipality, turn by turn. */
@Injectable()
export class DataKeysTimer extends DueWorkTimer {
  constructor(tend: TendKeysCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'data-keys-timer',
      due: (tenant) => Promise.resolve([tenant]),
      act: (tenant) => tend.execute({ tenant }),
    });
  }
}
