import { Injectable } from '@nestjs/common';
import type { ListMatchingSettingsV1, MatchingSettingsAnswer, MatchingSettingsHistory } from '#libs/contracts';
import { type CallContext, invalid, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { DEFAULT_SETTINGS, type Settings, settingsOf, validVersion } from '../domain/settings';
import { NEVER_SCORED } from '../domain/settings-change';
import { settingsHistory, type StoredSettings } from '../storage/settings.store';

@Injectable()
export class SettingsQueries {
  constructor(private readonly reads: ReadScope) {}

  /** A municipality sets few versions in a year: all of them are read, one page is shown. */
  list({ limit = 50, cursor }: ListMatchingSettingsV1, ctx: CallContext): Promise<MatchingSettingsHistory> {
    const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : versionIn(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const all = await settingsHistory(db);
      const left = all.filter(({ number }) => number < below);
      const shown = left.slice(0, limit);
      const valid = validVersion(all, localDay(now));
      return {
        inForce: valid === null ? answer(DEFAULT_SETTINGS, null) : answer(settingsOf(valid), valid),
        items: shown.map((row) => answer(settingsOf(row), row)),
        nextCursor: left.length > limit ? String(shown.at(-1)?.number) : null,
        neverScored: NEVER_SCORED.map(({ code, ja, source }) => ({ code, ja, source })),
      };
    });
  }
}

function versionIn(cursor: string): number {
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw invalid('cursor.invalid', 'The cursor is not one of ours.');
  return Number(cursor);
}

const SET_BY_NOBODY = { number: 0, validFrom: null, authorRole: null, reasonCode: null, setAt: null };

function answer({ version, weights, ...limits }: Settings, stored: StoredSettings | null): MatchingSettingsAnswer {
  const { number, validFrom, authorRole, reasonCode, setAt } = stored ?? SET_BY_NOBODY;
  return {
    settingsVersion: version,
    version: number,
    validFrom,
    authorRole,
    reasonCode,
    setAt: setAt?.toISOString() ?? null,
    weights: Object.entries(weights).map(([code, points]) => ({ code, points })),
    ...limits,
  };
}
