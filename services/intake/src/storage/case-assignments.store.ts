import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type CaseHolders, holdersOf, type StandIns } from '../domain/centre';
import { CaseAssignmentEntity } from './centre.entity';
import { deputiesOf } from './centres.store';

/** Who has the case, and who acts on `today` where that worker is away. Null for a case that nobody has (none). */
export async function assigneesOf(db: EntityManager, caseRef: string, today: string): Promise<CaseHolders | null> {
  const rows = await db.query<readonly { readonly sub: string; readonly areaId: string | null }[]>(
    'SELECT sub, area_id AS "areaId" FROM case_assignments WHERE id = $1',
    [caseRef],
  );
  const [row] = rows;
  if (!row) return null;
  const standIns: StandIns = row.areaId === null ? NOBODY : await deputiesOf(db, row.areaId, today);
  return holdersOf(row.sub, row.areaId, standIns);
}

const NOBODY: StandIns = { deputies: [], away: new Set() };

export const insertAssignment = (
  db: EntityManager,
  assignment: Pick<CaseAssignmentEntity, 'id' | 'sub' | 'areaId'>,
): Promise<void> => insertRow(db, CaseAssignmentEntity, { ...assignment, version: 1 });

export const lockAssignment = (db: EntityManager, caseRef: string): Promise<CaseAssignmentEntity> =>
  lockRow(db, CaseAssignmentEntity, caseRef, 'case');

export const reassign = (
  db: EntityManager,
  assignment: CaseAssignmentEntity,
  to: Partial<Pick<CaseAssignmentEntity, 'sub' | 'areaId'>>,
): Promise<number> => updateRow(db, CaseAssignmentEntity, assignment, to, 'case');
