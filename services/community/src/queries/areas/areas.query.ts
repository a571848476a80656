import { Injectable } from '@nestjs/common';
import type {
  AreaAnswer,
  AreaAssignmentAnswer,
  AreaBoundaryAnswer,
  AreasAnswer,
  AreasAtAnswer,
  AreasAtV1,
  AreasExistAnswer,
  AreasExistV1,
  ListAreasV1,
  ReadAreaAssignmentV1,
  ReadAreaBoundaryV1,
  ReadAreaV1,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { AreaEntity } from '../../storage/areas/area.entity';
import { areasAt, missingAreas } from '../../storage/areas/areas.store';
import { cutPage, pageOf } from '../page';

const COLUMNS = `id AS "areaId", version, code, name, level, council_layer AS "councilLayer",
  valid_from::text AS "validFrom", valid_until::text AS "validUntil", boundary IS NOT NULL AS "hasBoundary",
  ARRAY(SELECT parent_id FROM area_parents WHERE area_id = areas.id ORDER BY parent_id) AS "parentIds"`;

interface AssignmentRow extends Omit<AreaAssignmentAnswer, 'startedAt' | 'finishedAt'> {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

@Injectable()
export class AreasQuery {
  constructor(private readonly reads: ReadScope) {}

  async one({ areaId }: ReadAreaV1, ctx: CallContext): Promise<AreaAnswer> {
    const text = `SELECT ${COLUMNS} FROM areas WHERE id = $1`;
    const [row] = await this.reads.one<AreaAnswer>(ctx, text, [areaId]);
    if (!row) throw notFound('area');
    return row;
  }

  boundary({ areaId }: ReadAreaBoundaryV1, ctx: CallContext): Promise<AreaBoundaryAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { id, version, boundary } = await findRow(db, AreaEntity, areaId, 'area');
      return { areaId: id, version, boundary };
    });
  }

  list(input: ListAreasV1, ctx: CallContext): Promise<AreasAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: (AreaAnswer & { readonly seq: string })[] = await db.query(
        `SELECT seq, ${COLUMNS} FROM areas
         WHERE seq > $1::bigint AND ($2::text IS NULL OR level = $2)
           AND ($3::uuid IS NULL OR id IN (SELECT area_id FROM area_parents WHERE parent_id = $3))
           AND ($4::date IS NULL OR (valid_from <= $4 AND coalesce(valid_until, $4) >= $4))
         ORDER BY areas.seq LIMIT $5`,
        [after, input.level ?? null, input.parentId ?? null, input.on ?? null, take],
      );
      return cutPage(rows, take, ({ seq: _, ...area }) => area);
    });
  }

  at({ lat, lng }: AreasAtV1, ctx: CallContext): Promise<AreasAtAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const ids = await areasAt(db, { lat, lng });
      const items: AreaAnswer[] = await db.query(
        `SELECT ${COLUMNS} FROM areas WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id) LIMIT 100`,
        [ids],
      );
      return { items };
    });
  }

  exist({ areaIds }: AreasExistV1, ctx: CallContext): Promise<AreasExistAnswer> {
    return this.reads.run(ctx, async ({ db }) => ({ missing: await missingAreas(db, areaIds) }));
  }

  assignment(
    { level = 'elementarySchoolDistrict' }: ReadAreaAssignmentV1,
    ctx: CallContext,
  ): Promise<AreaAssignmentAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const rows: AssignmentRow[] = await db.query(
        `SELECT state, total, looked, moved, started_at AS "startedAt", finished_at AS "finishedAt" FROM area_assignment`,
      );
      const [{ unplaced } = { unplaced: 0 }]: { readonly unplaced: number }[] = await db.query(
        `SELECT count(*)::int AS unplaced FROM resources
         WHERE location IS NOT NULL AND NOT address_confidential
           AND NOT area_ids && array(SELECT id FROM areas WHERE level = $1)`,
        [level],
      );
      const none = { state: 'NEVER' as const, total: 0, looked: 0, moved: 0, startedAt: null, finishedAt: null };
      const { startedAt, finishedAt, ...work } = rows[0] ?? none;
      return {
        ...{ ...work, unplaced },
        startedAt: startedAt?.toISOString() ?? null,
        finishedAt: finishedAt?.toISOString() ?? null,
      };
    });
  }

  /** One word where resources wait to be looked at: areas changed, came into force or ended. */
  assignmentDue(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows: readonly unknown[] = await db.query(
        `SELECT 1 FROM area_assignment AS work WHERE state = 'RUNNING' OR EXISTS (
           SELECT 1 FROM areas WHERE (valid_from > work.on_day AND valid_from <= $1)
             OR (valid_until >= work.on_day AND valid_until < $1))`,
        [localDay(now)],
      );
      return rows.map(() => 'assignment');
    });
  }
}
