import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { AssessmentEntity } from './assessment.entity';
import { insertAssignment } from './case-assignments.store';
import { CaseEntity, CaseStepEntity } from './case.entity';

/** A step about to be recorded: what it is called, who takes it, with which words. */
export interface Step {
  readonly event: string;
  readonly to: string;
  readonly actor: Pick<Actor, 'sub'>;
  readonly now: Date;
  /** Codes and words of the step; they stay here. */
  readonly detail: object;
  readonly change?: Partial<Omit<CaseEntity, 'id' | 'version' | 'state'>>;
}

export interface StepTaken {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

export const findCase = (db: EntityManager, caseRef: string): Promise<CaseEntity> =>
  findRow(db, CaseEntity, caseRef, 'case');

export const lockCase = (db: EntityManager, caseRef: string, expectedVersion?: number): Promise<CaseEntity> =>
  lockRow(db, CaseEntity, caseRef, 'case', expectedVersion);

interface Opening extends Pick<Step, 'actor' | 'now'> {
  /** Who takes it; whoever received it where left out: a case is never nobody's. */
  readonly taker?: string;
  readonly areaId?: string | null;
}

export async function insertCase(
  db: EntityManager,
  kase: Omit<CaseEntity, 'number'>,
  { actor, now, taker = actor.sub, areaId = null }: Opening,
): Promise<void> {
  await insertRow(db, CaseEntity, kase);
  await insertAssignment(db, { id: kase.id, sub: taker, areaId });
  const detail = { takenBy: taker, areaId };
  await recordStep(db, kase.id, kase.version, '', { event: 'receive', to: kase.state, actor, now, detail });
}

/** Changes a locked case and writes down what was done. */
export async function takeStep(db: EntityManager, kase: CaseEntity, step: Step): Promise<StepTaken> {
  const version = await updateRow(db, CaseEntity, kase, { ...step.change, state: step.to }, 'case');
  await recordStep(db, kase.id, version, kase.state, step);
  return { id: kase.id, state: step.to, version };
}

async function recordStep(
  db: EntityManager,
  caseRef: string,
  version: number,
  fromState: string,
  { event, to, actor, now, detail }: Step,
): Promise<void> {
  await insertRow(db, CaseStepEntity, {
    id: randomUUID(),
    caseRef,
    version,
    event,
    fromState,
    toState: to,
    takenBy: actor.sub,
    takenAt: now,
    detail,
  });
}

/** Adds a version to the assessments of a locked case; gives its number. */
export async function insertAssessment(
  db: EntityManager,
  assessment: Omit<AssessmentEntity, 'number' | 'version'>,
): Promise<number> {
  const rows = await db.query<readonly { readonly next: number }[]>(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM assessments WHERE case_ref = $1',
    [assessment.caseRef],
  );
  const number = rows[0]?.next ?? 1;
  await insertRow(db, AssessmentEntity, { ...assessment, number, version: 1 });
  return number;
}
