import { Injectable } from '@nestjs/common';
import { SetMatchingSettingsV1, type SettingsSet } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { settingsOn } from '../../domain/settings';
import { changedSettings } from '../../domain/settings-change';
import { insertSettings, lockSettings } from '../../storage/settings.store';

/** A new version from a day on; what was set before stays, so that an old ranking can be explained. */
@Injectable()
export class SetMatchingSettingsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(change: SetMatchingSettingsV1, ctx: CallContext): Promise<SettingsSet> {
    const { validFrom, reasonCode } = change;
    return this.unit.run(ctx, async (tx) => {
      const versions = await lockSettings(tx.db, ctx.expectedVersion);
      const values = changedSettings(settingsOn(versions, validFrom), change, tx.today);
      const number = versions.length + 1;
      const authorRole = SetMatchingSettingsV1.allow.find((role) => ctx.actor.roles.includes(role)) ?? '';
      await insertSettings(tx.db, { number, validFrom, values, authorRole, reasonCode, setAt: tx.now });
      tx.wakeReplicas();
      return { state: 'SET', version: number, validFrom };
    });
  }
}
