import { randomUUID } from 'node:crypto';
import { type Actor, conflict, systemActor } from '#libs/kernel';
import { insertRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { CASE } from '../domain/case';
import { EARLY_END, type EarlyEnd, hasConsequence } from '../domain/early-end';
import { OPEN } from '../domain/referral';
import { OPEN_PLAN_STATES } from '../domain/support-plan';
import type { At } from './at';
import type { CaseEntity } from './case.entity';
import { lockCase, type StepTaken, takeStep } from './cases.store';
import { EarlyEndEntity } from './early-end.entity';
import { dropFromAgendas } from './multilayered-agenda';
import { endMultiAgency } from './multi-agency.store';
import { recordsOf } from './person-merges.store';
import { sheetsOfCase } from './referral-case.store';
import { withdrawReferralsOf } from './referral-endings.store';
import { lockReferral, takeSheetStep } from './referrals.store';
import { lockSupportPlan, withdrawPlan, withdrawPlansOf } from './support-plans.store';

/** Consequences are the system's act, whoever caused them. */
const ITSELF = systemActor('intake', '');

/** The newest request to end this case; undefined where nobody asked. */
export const lastEarlyEnd = (db: EntityManager, caseRef: string): Promise<EarlyEndEntity | null> =>
  db
    .createQueryBuilder(EarlyEndEntity, 'end')
    .where('end.caseRef = :caseRef', { caseRef })
    .orderBy('end.number', 'DESC')
    .limit(1)
    .getOne();

/** What waits for a decision in this episode. Lock the case first. 409 `case.end-not-asked`. */
export async function requireAsked(db: EntityManager, { id, episode }: CaseEntity): Promise<EarlyEndEntity> {
  const asked = await lastEarlyEnd(db, id);
  if (asked !== null && isOpen(asked) && asked.episode === episode) return asked;
  throw conflict('case.end-not-asked', 'Nobody asked to end this case.');
}

/** A request that is not decided on counts no more: it was asked anew, or the case has ended otherwise. */
export async function lapseAsked(db: EntityManager, caseRef: string, actor: Actor): Promise<void> {
  const asked = await lastEarlyEnd(db, caseRef);
  if (asked === null || !isOpen(asked)) return;
  await updateRow(db, EarlyEndEntity, asked, { state: EARLY_END.next(asked.state, 'lapse', actor) }, 'early-end');
}

const isOpen = ({ state }: EarlyEndEntity): boolean => !EARLY_END.table.terminal.includes(state);

export const insertAsked = (
  db: EntityManager,
  { id: caseRef, episode }: CaseEntity,
  ending: EarlyEnd,
  by: { readonly askedBy: string; readonly askedAt: Date },
): Promise<void> =>
  insertRow(db, EarlyEndEntity, {
    id: randomUUID(),
    version: 1,
    ...{ caseRef, episode, state: 'ASKED', ending },
    ...by,
    ...{ decidedBy: null, decidedAt: null, decision: null },
  });

export const decideAsked = (
  db: EntityManager,
  asked: EarlyEndEntity,
  decision: Pick<EarlyEndEntity, 'state' | 'decidedBy' | 'decidedAt' | 'decision'>,
): Promise<number> => updateRow(db, EarlyEndEntity, asked, decision, 'early-end');

/**
 * Takes the row of the case's person before any case is locked, as every change of consent does. Call it first.
 */
export async function holdPersonOf(db: EntityManager, caseRef: string): Promise<void> {
  await db.query('SELECT p.id FROM persons p JOIN cases c ON c.person_ref = p.id WHERE c.id = $1 FOR UPDATE OF p', [
    caseRef,
  ]);
}

/** Ends a locked case that nothing keeps open, with everything that this brings with it inside intake. */
export async function endCaseEarly(
  tx: At,
  kase: CaseEntity,
  ending: EarlyEnd,
  actor: Actor,
  approval: object = {},
): Promise<StepTaken> {
  await followEnd(tx, kase, ending);
  // A withdrawn plan may have moved the case meanwhile.
  const now = await lockCase(tx.db, kase.id);
  return takeStep(tx.db, now, {
    event: 'endEarly',
    to: CASE.next(now.state, 'endEarly', actor),
    actor,
    now: tx.now,
    detail: { ...ending, ...approval },
    change: { closureReason: ending.reason },
  });
}

async function followEnd(tx: At, kase: CaseEntity, { reason }: EarlyEnd): Promise<void> {
  if (hasConsequence(reason, 'end_own_papers')) await endOwnPapers(tx, kase, reason);
  await endMultiAgency(tx.db, kase, tx.now);
  const records = kase.personRef === null ? [] : await recordsOf(tx.db, kase.personRef);
  for (const personRef of records) {
    if (hasConsequence(reason, 'withdraw_plans')) await withdrawPlansOf(tx, personRef, reason);
    if (hasConsequence(reason, 'leave_agendas')) await dropFromAgendas(tx, personRef, 'deceased');
    if (hasConsequence(reason, 'withdraw_referrals')) await withdrawReferralsOf(tx, personRef, 'deceased');
  }
}

/** Plans and waiting sheets of this case only: what the person's other cases have goes on. */
async function endOwnPapers({ db, now }: At, { id: caseRef }: CaseEntity, reason: string): Promise<void> {
  for (const planId of await openPlansOf(db, caseRef))
    await withdrawPlan({ db, now }, await lockSupportPlan(db, planId), ITSELF, { reason });
  for (const referralId of await sheetsOfCase(db, caseRef, OPEN)) {
    const { sheet } = await lockReferral(db, referralId);
    await takeSheetStep(db, sheet, { event: 'withdraw', to: 'WITHDRAWN', actor: ITSELF, now, reason: 'case_ended' });
  }
}

async function openPlansOf(db: EntityManager, caseRef: string): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM support_plans WHERE case_ref = $1 AND state = ANY($2) ORDER BY id',
    [caseRef, OPEN_PLAN_STATES],
  );
  return rows.map(({ id }) => id);
}

/** All records of the person of a case, and all their cases: the case alone where nobody is known. */
export async function refsOfPerson(
  db: EntityManager,
  { id, personRef }: CaseEntity,
): Promise<{ readonly personRefs: string[]; readonly caseRefs: string[] }> {
  if (personRef === null) return { personRefs: [], caseRefs: [id] };
  const personRefs = await recordsOf(db, personRef);
  const rows = await db.query<readonly { readonly id: string }[]>(
    'SELECT id FROM cases WHERE person_ref = ANY($1::uuid[]) ORDER BY number DESC LIMIT 500',
    [personRefs],
  );
  return { personRefs: [...personRefs], caseRefs: rows.map((row) => row.id) };
}

/** The step by which the case ended last, where it ended early. */
export async function lastEndStep(
  db: EntityManager,
  caseRef: string,
): Promise<{ readonly ending: EarlyEnd; readonly takenBy: string } | undefined> {
  const rows = await db.query<readonly { ending: EarlyEnd; takenBy: string; event: string }[]>(
    `SELECT detail AS ending, taken_by AS "takenBy", event FROM case_steps
      WHERE case_ref = $1 AND to_state = 'CLOSED' AND from_state <> 'CLOSED' ORDER BY version DESC LIMIT 1`,
    [caseRef],
  );
  return rows[0]?.event === 'endEarly' ? rows[0] : undefined;
}
