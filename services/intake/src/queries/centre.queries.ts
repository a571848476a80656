import { Injectable } from '@nestjs/common';
import type {
  AreaWorkerListAnswer,
  AssigneesAnswer,
  CaseListAnswer,
  CentreListAnswer,
  ListAreaWorkersV1,
  ListCaseloadV1,
  ListCentresV1,
  ReadAssigneesV1,
  ReadWorkloadV1,
  WorkloadAnswer,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { workloadOf } from '../domain/workload';
import { assigneesOf } from '../storage/case-assignments.store';
import { CaseEntity } from '../storage/case.entity';
import { AreaWorkerEntity, CaseAssignmentEntity, CentreEntity } from '../storage/centre.entity';
import { areasOf, workloadRows } from '../storage/centres.store';
import { caseLine } from './case-line';
import { pageOf, paged } from './cursor';

@Injectable()
export class CentreQueries {
  constructor(private readonly reads: ReadScope) {}

  centres(wish: ListCentresV1, ctx: CallContext): Promise<CentreListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(CentreEntity, 'centre')
        .orderBy('centre.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('centre.number < :below', { below: page.below });
      const rows = await query.getMany();
      const areas = await areasOf(
        db,
        rows.map(({ id }) => id),
      );
      return paged(rows, page, ({ id, version, nameJa, closed }) => ({
        centreId: id,
        ...{ version, nameJa, closed },
        areaIds: [...(areas.get(id) ?? [])],
      }));
    });
  }

  areaWorkers({ areaId, ...wish }: ListAreaWorkersV1, ctx: CallContext): Promise<AreaWorkerListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(AreaWorkerEntity, 'worker')
        .orderBy('worker.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('worker.number < :below', { below: page.below });
      if (areaId !== undefined) query.andWhere('worker.areaId = :areaId', { areaId });
      return paged(await query.getMany(), page, ({ id, version, sub, part, fromDay, untilDay, ...row }) => ({
        areaWorkerId: id,
        areaId: row.areaId,
        ...{ version, sub, part, fromDay, untilDay },
      }));
    });
  }

  assignees({ caseRef }: ReadAssigneesV1, ctx: CallContext): Promise<AssigneesAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const holders = await assigneesOf(db, caseRef, localDay(now));
      if (!holders) throw notFound('case');
      return { caseRef, ...holders, deputySubs: [...holders.deputySubs] };
    });
  }

  caseload({ sub, cases = 'open', ...wish }: ListCaseloadV1, ctx: CallContext): Promise<CaseListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(CaseEntity, 'kase')
        .innerJoin(CaseAssignmentEntity, 'held', 'held.id = kase.id')
        .where('held.sub = :sub', { sub })
        .orderBy('kase.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('kase.number < :below', { below: page.below });
      if (cases === 'open') query.andWhere(`kase.state <> 'CLOSED'`);
      return paged(await query.getMany(), page, caseLine);
    });
  }

  workload({ centreId }: ReadWorkloadV1, ctx: CallContext): Promise<WorkloadAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const lines = workloadOf(await workloadRows(db, now, centreId ?? null));
      return { items: lines.map((line) => ({ ...line, states: line.states.map((count) => ({ ...count })) })) };
    });
  }
}
