import { randomUUID } from 'node:crypto';
import { type Actor, notFound } from '#libs/kernel';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { lockCase } from './cases.store';
import type { CaseEntity } from './case.entity';
import { ReferralEntity, ReferralReadingEntity, ReferralStepEntity } from './referral.entity';

const SHEET = 'referral';

export const findReferral = (db: EntityManager, referralId: string): Promise<ReferralEntity> =>
  findRow(db, ReferralEntity, referralId, SHEET);

/** The open transaction of a step, with the time and day of it. */
export interface LockedReferral {
  readonly sheet: ReferralEntity;
  readonly kase: CaseEntity;
}

/** A sheet with its case, both locked. The case comes first, everywhere, and a person before it. */
export async function lockReferral(
  db: EntityManager,
  referralId: string,
  expectedVersion?: number,
): Promise<LockedReferral> {
  const { caseRef } = await findReferral(db, referralId);
  const kase = await lockCase(db, caseRef);
  return { kase, sheet: await lockRow(db, ReferralEntity, referralId, SHEET, expectedVersion) };
}

/** A sheet of this very case, for a step of the case: `expectedVersion` is the case's. */
export async function lockReferralOf(
  db: EntityManager,
  caseRef: string,
  referralId: string,
  expectedVersion?: number,
): Promise<LockedReferral> {
  const kase = await lockCase(db, caseRef, expectedVersion);
  const sheet = await lockRow(db, ReferralEntity, referralId, SHEET);
  if (sheet.caseRef !== caseRef) throw notFound(SHEET);
  return { kase, sheet };
}

/** A step of a sheet about to be recorded. */
export interface SheetStep {
  readonly event: string;
  readonly to: string;
  readonly actor: Pick<Actor, 'sub'>;
  readonly now: Date;
  /** A code, where the step has one. */
  readonly reason?: string;
  /** Words of the step; they stay here. */
  readonly detail?: object;
  readonly change?: Partial<Omit<ReferralEntity, 'id' | 'version' | 'number' | 'state' | 'stateSince'>>;
}

export async function insertReferral(
  db: EntityManager,
  sheet: Omit<ReferralEntity, 'number'>,
  actor: Actor,
): Promise<void> {
  await insertRow(db, ReferralEntity, sheet);
  const step = { event: 'draft', to: sheet.state, actor, now: sheet.draftedAt };
  await recordStep(db, { ...sheet, state: '' }, sheet.version, step);
}

/** Changes a locked sheet and writes down what was done. Gives the sheet as it is then. */
export async function takeSheetStep<T extends Omit<ReferralEntity, 'number'>>(
  db: EntityManager,
  sheet: T,
  step: SheetStep,
): Promise<T> {
  const moved = step.to === sheet.state ? {} : { stateSince: step.now };
  const change = { ...step.change, ...moved, state: step.to };
  const version = await updateRow(db, ReferralEntity, sheet, change, SHEET);
  const changed = { ...sheet, ...change, version };
  await recordStep(db, { ...changed, state: sheet.state }, version, step);
  return changed;
}

const recordStep = (
  db: EntityManager,
  { id, state, toDeskId }: Pick<ReferralEntity, 'id' | 'state' | 'toDeskId'>,
  version: number,
  { event, to, actor, now, reason = undefined, detail = {} }: SheetStep,
): Promise<void> =>
  insertRow(db, ReferralStepEntity, {
    id: randomUUID(),
    referralId: id,
    version,
    event,
    fromState: state,
    toState: to,
    deskId: toDeskId,
    takenBy: actor.sub,
    takenAt: now,
    reason: reason ?? null,
    detail,
  });

/** Puts on record that somebody of the receiving desk read it. */
export const recordReading = (db: EntityManager, reading: Omit<ReferralReadingEntity, 'id'>): Promise<void> =>
  insertRow(db, ReferralReadingEntity, { id: randomUUID(), ...reading });
