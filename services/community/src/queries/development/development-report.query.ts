import { Injectable } from '@nestjs/common';
import type { DevelopmentReportAnswer, ReportResourceDevelopmentV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import areaSettings from '../../domain/areas/area-settings.json';
import { developmentFigures } from '../../domain/development/development-figures';
import { fiscalYearPeriod } from '../../domain/hubs/fiscal-year';
import type { Sought } from '../../storage/resource-development.entity';

interface Row {
  readonly id: string;
  readonly openedOn: string;
  readonly completedOn: string | null;
  readonly days: number | null;
  readonly menuId: string | null;
  readonly sought: Sought;
}

const OF_YEAR = `
  SELECT id, opened_on::text AS "openedOn", completed_on::text AS "completedOn", menu_id AS "menuId", sought,
         greatest(completed_on - opened_on, 0) AS days
  FROM resource_developments
  WHERE opened_on BETWEEN $1::date AND $2::date OR completed_on BETWEEN $1::date AND $2::date`;

const LINES = 1_000;

/** K17: needs that nothing met, what was developed and in how many days. */
@Injectable()
export class DevelopmentReportQuery {
  constructor(private readonly reads: ReadScope) {}

  report({ fiscalYear }: ReportResourceDevelopmentV1, ctx: CallContext): Promise<DevelopmentReportAnswer> {
    const { from, to } = fiscalYearPeriod(fiscalYear);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows: readonly Row[] = await db.query(OF_YEAR, [from, to]);
      const needs = rows.map(({ sought: { purposes, areaCode }, menuId: _, ...need }) => ({
        ...need,
        values: { blockedBy: [], purpose: purposes, areaCode: areaCode === null ? [] : [areaCode], time: [] },
      }));
      const { total, lines } = developmentFigures(needs, { from, to }, areaSettings.smallCell);
      const met = rows.filter(({ completedOn }) => completedOn !== null && from <= completedOn && completedOn <= to);
      return {
        ...{ fiscalYear, from, to, asOf: localDay(now) },
        ...{ total, lines: lines.slice(0, LINES) },
        menusOpened: new Set(met.map(({ menuId }) => menuId)).size,
      };
    });
  }
}
