import { DataKeys } from '#libs/crypto';
import { type Part, type Platform, PLATFORM } from '#libs/host';
import { isBroken } from '#libs/messaging';
import { TendKeysCommand } from '../commands/keys/tend-keys.command';
import type { IntakeConfig } from '../config';
import { openKeys, sealTables } from '../storage/sealing';
import { DataKeysTimer } from '../timers/data-keys.timer';

/** Words about people are sealed before they reach the database. */
export const SEALING: Part = {
  doors: [],
  providers: [
    {
      provide: DataKeys,
      useFactory: ({ config, source, metrics }: Platform) => {
        const keys = openKeys((config as IntakeConfig).sealing, config.instance);
        if (!isBroken('NO_SEAL')) sealTables(source, keys, () => metrics.background.inc({ part: 'damaged-record' }));
        return keys;
      },
      inject: [PLATFORM],
    },
    TendKeysCommand,
    DataKeysTimer,
  ],
  tables: [],
  migrations: [],
};
