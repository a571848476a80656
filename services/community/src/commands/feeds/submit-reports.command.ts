import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AvailabilityReportsAnswer, AvailabilityReportedV1, type FedReport } from '#libs/contracts';
import { AppError, type CallContext, forbidden, invalid, notFound } from '#libs/kernel';
import { isBroken, type Tx, UnitOfWork } from '#libs/messaging';
import type { GivenReport } from '../../domain/feeds/given-report';
import { linesOf, type Outcome, refusedOutcome } from '../../domain/feeds/outcome';
import { refuseOutsideContract } from '../../domain/organization';
import { decideReport } from '../../domain/report';
import { SETTINGS } from '../../domain/settings';
import { keepOutcomes, takeBatch } from '../../storage/feeds/feed-batches.store';
import {
  type FedMenu,
  keepMarks,
  type KeptReport,
  keepReports,
  lockFedMenus,
  menusByNumber,
} from '../../storage/feeds/fed-menus.store';
import { findOrganization } from '../../storage/organizations.store';
import { finishTasksOf } from '../../storage/tasks.store';

/** A report as it was given, and what it says or what is wrong with it. */
interface ReadReport {
  readonly given: GivenReport;
  readonly report: FedReport | AppError;
}

/**
 * Many reports of one organisation, decided in their order as if each had come alone, and written together: after a
 * crash at any point either the whole batch is there, with a result for every row, or nothing.
 */
@Injectable()
export class SubmitReportsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(
    reports: readonly ReadReport[],
    ignoredColumns: readonly string[],
    ctx: CallContext,
  ): Promise<AvailabilityReportsAnswer> {
    const { actor, once, ...call } = ctx;
    const { orgId } = actor;
    if (orgId === null) throw forbidden('feed.no-organization', 'The token names no organisation.');
    if (once?.kind !== 'key') throw invalid('idempotency.missing', 'Idempotency-Key is needed.');
    // What is kept for a repetition are outcomes in a table of their own, not the answer: it holds what was sent.
    const { batchId, outcomes } = await this.unit.run({ ...call, actor }, async (tx) => {
      const id = randomUUID();
      const batch = { batchId: id, orgId, receivedAt: tx.now };
      const earlier = await takeBatch(tx.db, batch, { sub: actor.sub, ...once });
      if (earlier) return earlier;
      refuseOutsideContract(actor, await findOrganization(tx.db, orgId), tx.today);
      const decided = await new Batch(tx, orgId, ctx).decide(reports);
      await keepOutcomes(tx.db, id, decided);
      return { batchId: id, outcomes: decided };
    });
    const results = reports.flatMap(({ given }, index) => {
      const outcome = outcomes[index];
      return outcome ? linesOf(given, outcome) : [];
    });
    const count = (result: Outcome['result']): number => results.filter((one) => one.result === result).length;
    return {
      batchId,
      rows: results.length,
      ...{ applied: count('applied'), notApplied: count('not_applied'), refused: count('refused') },
      ignoredColumns: [...ignoredColumns],
      results: [...results].sort((a, b) => a.row - b.row),
    };
  }
}

const OLDER = { result: 'not_applied', code: 'feed.older', problems: [] } as const;

/** One batch inside of its transaction. */
class Batch {
  private readonly kept = new Map<string, KeptReport>();
  private readonly marks = new Map<string, NonNullable<FedMenu['mark']>>();
  private menus: ReadonlyMap<string, FedMenu> = new Map();
  private numbers: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly tx: Tx,
    private readonly orgId: string,
    private readonly ctx: CallContext,
  ) {}

  async decide(reports: readonly ReadReport[]): Promise<readonly Outcome[]> {
    const { db } = this.tx;
    const sound = reports.flatMap(({ report }) => (report instanceof AppError ? [] : [report]));
    this.numbers = await menusByNumber(
      db,
      this.orgId,
      sound.flatMap(({ externalId }) => externalId ?? []),
    );
    const menuIds = [...new Set(sound.flatMap((report) => this.menuIdOf(report) ?? []))];
    this.menus = await lockFedMenus(db, this.orgId, menuIds, this.ctx.actor.sub);
    const outcomes = reports.map(({ report }) => this.outcomeOf(report));
    await this.write();
    return outcomes;
  }

  /** Where both numbers are given, both have to mean the same menu. */
  private menuIdOf({ menuId, externalId }: FedReport): string | undefined {
    const named = externalId === undefined ? undefined : this.numbers.get(externalId);
    if (menuId === undefined || externalId === undefined) return (menuId ?? named)?.toLowerCase();
    return named === menuId.toLowerCase() ? named : undefined;
  }

  private outcomeOf(report: FedReport | AppError): Outcome {
    if (report instanceof AppError) return refusedOutcome(report, null);
    const menu = this.menus.get(this.menuIdOf(report) ?? '');
    if (!menu) return refusedOutcome(missing(report), null);
    try {
      return this.applied(menu, report);
    } catch (error) {
      if (error instanceof AppError) return refusedOutcome(error, menu.menuId);
      throw error;
    }
  }

  /** The menu as the reports before this one have left it. */
  private applied({ menuId, capacityModel, ...stored }: FedMenu, report: FedReport): Outcome {
    const last = this.kept.get(menuId) ?? stored.last;
    const standing = { capacityModel, last, mark: this.marks.get(menuId) ?? stored.mark };
    const decided = decideReport(standing, report, this.ctx.actor, this.tx, SETTINGS, isBroken('NO_REPORT_ORDER'));
    if (decided === null) return { ...OLDER, menuId, version: last?.version ?? null };
    const { places, state, reportedAt, mark } = decided;
    const version = (last?.version ?? 0) + 1;
    this.kept.set(menuId, { menuId, version, state, places, reportedAt });
    if (mark !== null) this.marks.set(menuId, mark);
    return { result: 'applied', menuId, version, code: null, problems: [] };
  }

  private async write(): Promise<void> {
    const { db } = this.tx;
    if (this.kept.size === 0) return;
    await keepReports(db, this.orgId, [...this.kept.values()]);
    const marks = [...this.marks].map(([menuId, mark]) => ({ menuId, ...mark }));
    await keepMarks(db, this.ctx.actor.sub, marks);
    await finishTasksOf(db, [...this.kept.keys()], ['update_availability', 'over_committed']);
    // What was overtaken within the batch nobody needs to hear: the newest wins anyway.
    await this.tx.publishAll(AvailabilityReportedV1, [...this.kept.values()].map(eventOf));
  }
}

function eventOf({ menuId, places, reportedAt, state, version }: KeptReport): AvailabilityReportedV1 {
  const sessions = places.sessions === null ? null : [...places.sessions];
  return { menuId, ...places, sessions, reportedAt: reportedAt.toISOString(), freshness: state, version };
}

function missing({ externalId }: FedReport): AppError {
  const field = externalId === undefined ? 'menuId' : 'externalId';
  const mend = '自分の団体のメニューの番号か確かめてください';
  const { kind, code, message } = notFound('menu');
  return new AppError(kind, code, message, [{ field, rule: 'own', mend }]);
}
