import { Injectable } from '@nestjs/common';
import type {
  ConcernCountAnswer,
  ConcernReportLine,
  DialogueKindLine,
  DialogueReportAnswer,
  GroupKindLine,
  GroupSupportReportAnswer,
  HubFigures,
  HubReportAnswer,
  HubReportLine,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { fiscalYearPeriod } from '../../domain/hubs/fiscal-year';
import { hideSmall } from '../../domain/hubs/small-counts';
import * as sql from './hub-reports.sql';

interface Asked {
  readonly fiscalYear: number;
}

type Sums = Omit<GroupSupportReportAnswer, 'fiscalYear' | 'from' | 'to' | 'asOf' | 'kinds'>;
type Matches = Pick<DialogueReportAnswer, 'carrierMatches' | 'carrierMatchesAgreed'>;
type ConcernRow = Omit<ConcernReportLine, 'reports' | 'suppressed'> & { readonly reports: number };

/** What 地域づくり did in a fiscal year, in numbers. */
@Injectable()
export class HubReportsQuery {
  constructor(private readonly reads: ReadScope) {}

  /** K21. */
  hubs(asked: Asked, ctx: CallContext): Promise<HubReportAnswer> {
    return this.year(asked, ctx, async (db, days) => {
      const lines: HubReportLine[] = await db.query(sql.HUB_LINES, days);
      const [total]: readonly HubFigures[] = await db.query(sql.HUB_TOTAL, days);
      return { lines, total: total ?? NO_HUBS };
    });
  }

  /** K22. */
  groupSupport(asked: Asked, ctx: CallContext): Promise<GroupSupportReportAnswer> {
    return this.year(asked, ctx, async (db, days) => {
      const [sums]: readonly Sums[] = await db.query(sql.GROUP_SUMS, days);
      const kinds: GroupKindLine[] = await db.query(sql.GROUP_KINDS, days);
      return { ...(sums ?? NO_GROUPS), kinds };
    });
  }

  dialogues(asked: Asked, ctx: CallContext): Promise<DialogueReportAnswer> {
    return this.year(asked, ctx, async (db, days) => {
      const kinds: DialogueKindLine[] = await db.query(sql.DIALOGUE_KINDS, days);
      const [matches]: readonly Matches[] = await db.query(sql.CARRIER_MATCHES, days);
      return { kinds, ...(matches ?? NO_MATCHES) };
    });
  }

  concerns(asked: Asked, ctx: CallContext): Promise<ConcernCountAnswer> {
    return this.year(asked, ctx, async (db, days) => {
      const rows: readonly ConcernRow[] = await db.query(sql.CONCERNS, days);
      const { hidden, total } = hideSmall(rows);
      const lines = rows.map((row, index) => ({
        ...row,
        reports: hidden.has(index) ? null : row.reports,
        suppressed: hidden.has(index),
      }));
      return { lines, total };
    });
  }

  private year<T>({ fiscalYear }: Asked, ctx: CallContext, count: Count<T>): Promise<Year & T> {
    const { from, to } = fiscalYearPeriod(fiscalYear);
    return this.reads.run(ctx, async ({ db, now }) => ({
      ...{ fiscalYear, from, to, asOf: localDay(now) },
      ...(await count(db, [from, to])),
    }));
  }
}

type Year = Asked & { readonly from: string; readonly to: string; readonly asOf: string };
type Count<T> = (db: EntityManager, days: string[]) => Promise<T>;

const NO_HUBS: HubFigures = { hubs: 0, openingDays: 0, visitsAdults: 0, visitsChildren: 0, activities: 0, groups: 0 };
const NO_GROUPS: Sums = { groups: 0, contacts: 0, minutes: 0, launched: 0, settled: 0 };
const NO_MATCHES: Matches = { carrierMatches: 0, carrierMatchesAgreed: 0 };
