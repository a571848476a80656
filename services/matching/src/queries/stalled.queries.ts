import { Injectable } from '@nestjs/common';
import type { ListStalledStepsV1, StalledStepList } from '#libs/contracts';
import { type CallContext, invalid, isCalendarDay, isUuid, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { spansOf, stalledOf } from '../domain/stalled';
import { restingSteps } from '../storage/stalled.store';

/** What rests too long is seen, not written: it is right at every moment and gone as soon as it moves. */
@Injectable()
export class StalledQueries {
  constructor(private readonly reads: ReadScope) {}

  list({ kind, level, limit = 50, cursor }: ListStalledStepsV1, ctx: CallContext): Promise<StalledStepList> {
    const after = cursor === undefined ? null : decode(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const rows = await restingSteps(db, spansOf(kind, level), today, { limit: limit + 1, after });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const items = shown.flatMap((step) => {
        const stalled = stalledOf(step, today);
        return stalled === null ? [] : [{ ...step, ...stalled, roles: [...stalled.roles] }];
      });
      return { items, nextCursor: rows.length > limit && last ? encode(last) : null };
    });
  }
}

const encode = ({ since, id }: { readonly since: string; readonly id: string }): string =>
  Buffer.from(`${since}|${id}`).toString('base64url');

function decode(cursor: string): { readonly since: string; readonly id: string } {
  const [since = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  if (isCalendarDay(since) && isUuid(id)) return { since, id };
  throw invalid('cursor.invalid', 'The cursor is not one of ours.');
}
