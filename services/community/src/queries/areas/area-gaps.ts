import type { AreaGaps, AreaMesh, GapCount } from '#libs/contracts';
import type { EntityManager } from 'typeorm';
import type { Boundary, Box } from '../../domain/areas/boundary';
import { boxesMeet, boxOfMesh, shareOfMesh } from '../../domain/areas/mesh';
import { sourcesOf } from '../../domain/areas/population';
import { shown, shownOfSum } from '../../domain/areas/small-cells';
import { TODAY } from '../../storage/areas/area-map';
import { BELOW } from './area-activities';

/** Of a mesh; a hundred square metres are the rounding of boundaries. */
const SLIVER = 0.000_001;

interface Bounded extends Box {
  readonly id: string;
  readonly boundary: Boundary;
}

/**
 * Requests are known by their mesh only. Those of a mesh that lies in the area wholly are the area's own; those of one
 * that reaches beyond it are shared with its neighbours.
 */
export async function countGaps(db: EntityManager, areaId: string): Promise<AreaGaps | null> {
  const bounded = await boundariesOf(db, areaId);
  if (bounded.length === 0) return null;
  const meshes = await meshesIn(db, bounded);
  const open = await openIn(db, meshes);
  const codes = meshes.map(({ code }) => code);
  const byPurpose = await gapsBy(db, 'purposes', codes);
  return {
    ...open,
    meshes,
    byPurpose,
    byBlocking: await gapsBy(db, 'blockedBy', codes),
    ...(await toldOf(db, areaId)),
  };
}

/** The area's own boundary, or else those of its parts. */
async function boundariesOf(db: EntityManager, areaId: string): Promise<readonly Bounded[]> {
  const rows: readonly (Bounded & { readonly parentIds: readonly string[] })[] = await db.query(
    `${BELOW} SELECT id, boundary, south, north, west, east,
            ARRAY(SELECT parent_id FROM area_parents WHERE area_id = areas.id) AS "parentIds"
     FROM areas WHERE id IN (SELECT id FROM below)`,
    [areaId],
  );
  const known = new Map(rows.flatMap((row) => ((row.boundary as Boundary | null) ? [[row.id, row] as const] : [])));
  const { ids } = sourcesOf(
    areaId,
    (id) => rows.filter(({ parentIds }) => parentIds.includes(id)).map((row) => row.id),
    (id) => known.has(id),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** The meshes of open requests that the boundaries hold a part of. */
async function meshesIn(db: EntityManager, bounded: readonly Bounded[]): Promise<AreaMesh[]> {
  const asked: readonly { readonly code: string }[] = await db.query(
    `SELECT DISTINCT sought->>'areaCode' AS code FROM resource_developments
     WHERE state = 'OPEN' AND sought->>'areaCode' IS NOT NULL ORDER BY code`,
  );
  return asked.flatMap(({ code }) => {
    const box = boxOfMesh(code);
    const near = box ? bounded.filter((one) => boxesMeet(one, box)) : [];
    const share = shareOfMesh(
      code,
      near.map(({ boundary }) => boundary),
    );
    return share <= SLIVER ? [] : [{ code, share: Math.round(share * 100) / 100, whole: share >= 1 - SLIVER }];
  });
}

const OPEN_IN_MESHES = `(SELECT sought FROM resource_developments
  WHERE state = 'OPEN' AND sought->>'areaCode' = ANY($1)) AS gaps`;

/** In all, and of them the area's own: neither is shown where it would tell of fewer than five. */
async function openIn(
  db: EntityManager,
  meshes: readonly AreaMesh[],
): Promise<Pick<AreaGaps, 'open' | 'suppressed' | 'own' | 'ownSuppressed'>> {
  const codesOf = (whole: boolean) => meshes.filter((mesh) => mesh.whole === whole).map(({ code }) => code);
  const [sum]: readonly { readonly own: number; readonly shared: number }[] = await db.query(
    `SELECT count(*) FILTER (WHERE sought->>'areaCode' = ANY($2))::int AS own,
            count(*) FILTER (WHERE sought->>'areaCode' = ANY($3))::int AS shared FROM ${OPEN_IN_MESHES}`,
    [meshes.map(({ code }) => code), codesOf(true), codesOf(false)],
  );
  const { own = 0, shared = 0 } = sum ?? {};
  const all = shown(own + shared);
  const [ownShown] = shownOfSum([own, shared]);
  const hidden = all.suppressed || ownShown?.suppressed === true;
  return {
    ...{ open: all.people, suppressed: all.suppressed },
    ...{ own: hidden ? null : own, ownSuppressed: hidden },
  };
}

async function gapsBy(
  db: EntityManager,
  key: 'purposes' | 'blockedBy',
  meshCodes: readonly string[],
): Promise<GapCount[]> {
  const rows: { readonly code: string; readonly open: number }[] = await db.query(
    `SELECT code, count(*)::int AS open FROM ${OPEN_IN_MESHES}
     CROSS JOIN jsonb_array_elements_text(sought->'${key}') AS code GROUP BY code ORDER BY code LIMIT 100`,
    [meshCodes],
  );
  return rows.map(({ code, open }) => {
    const cell = shown(open);
    return { code, open: cell.people, suppressed: cell.suppressed };
  });
}

/** Gaps that are known by the area itself: local issues of its talks, and searches of a year that found nothing. */
async function toldOf(db: EntityManager, areaId: string): Promise<Pick<AreaGaps, 'issues' | 'missedSearches'>> {
  const [sum]: readonly Pick<AreaGaps, 'issues' | 'missedSearches'>[] = await db.query(
    `${BELOW}
     SELECT (SELECT count(*) FROM dialogue_topics JOIN dialogues ON dialogues.id = dialogue_id
             WHERE area_id IN (SELECT id FROM below) AND state = 'ISSUE')::int AS issues,
            (SELECT coalesce(sum(searches), 0) FROM missed_searches
             WHERE area_id IN (SELECT id FROM below) AND day > ${TODAY} - 365)::int AS "missedSearches"`,
    [areaId],
  );
  return sum ?? { issues: 0, missedSearches: 0 };
}
