import { type AppError, conflict, invalid, Machine, type MachineTable } from '#libs/kernel';
import table from './conference.machine.json';
import settings from './conference-settings.json';

/** The machine Conference. Both kinds take its steps; they share nothing else. */
export const CONFERENCE = new Machine(table satisfies MachineTable);

/** 支援会議 (社会福祉法106条の6) or 重層的支援会議. */
export type ConferenceKind = 'support' | 'multilayered';

/** From the summons on, whoever was called reads; a cancelled conference is read by nobody any more. */
const READABLE = ['CONVENED', 'IN_SESSION', 'CONCLUDED', 'MINUTES_APPROVED'];
const WRITABLE: Readonly<Record<string, readonly string[]>> = {
  material: ['PLANNED', 'CONVENED', 'IN_SESSION'],
  minutes: ['IN_SESSION', 'CONCLUDED'],
};
/** Items of these kinds have no case. */
const WITHOUT_CASE = ['resources', 'system'];
const PLAN_KINDS = Object.keys(settings.plans);

export interface Pledge {
  readonly givenOn: string;
  /** Last day on which it holds. */
  readonly goodUntil: string;
}

export interface Appointment {
  readonly appointedFrom: string;
  readonly appointedUntil: string | null;
}

/** Who asks to read an item, as the rules see it. */
export interface Reader {
  /** Called to this very item; null = not called. */
  readonly summons: { readonly leftOut: boolean } | null;
  readonly appointments: readonly Appointment[];
  readonly pledges: readonly Pledge[];
}

export const isPledged = (pledges: readonly Pledge[], today: string): boolean =>
  pledges.some(({ givenOn, goodUntil }) => givenOn <= today && today <= goodUntil);

export const isAppointed = (appointments: readonly Appointment[], day: string): boolean =>
  appointments.some(
    ({ appointedFrom, appointedUntil }) => appointedFrom <= day && (appointedUntil === null || day <= appointedUntil),
  );

/** L01: only who was called to this item, is a member today and has pledged secrecy reads its words. */
export function mayRead(
  { conferenceState, itemState }: { readonly conferenceState: string; readonly itemState: string },
  { summons, appointments, pledges }: Reader,
  today: string,
): boolean {
  const open = READABLE.includes(conferenceState) && itemState === 'ON';
  const called = summons !== null && !summons.leftOut;
  return open && called && isAppointed(appointments, today) && isPledged(pledges, today);
}

export function refuseWordsIn(state: string, kind: string): void {
  if (WRITABLE[kind]?.includes(state)) return;
  throw conflict('conference.not-now', `No ${kind} in state ${state}.`);
}

/** An item is about a person's case, or about the system and names nobody; plans are judged with their case. */
export function checkAgendaItem(item: AgendaItem): void {
  const wrong = WITHOUT_CASE.includes(item.kind) ? wrongWithoutCase(item) : wrongWithCase(item);
  if (wrong === null) return;
  const [what, field, mend] = wrong;
  throw invalid(`conference-item.${what}`, `The item is incomplete: ${what}.`, [{ field, rule: what, mend }]);
}

/** What is wrong, with which field, and how to mend it; null = nothing. */
type Wrong = readonly [what: string, field: string, mend: string] | null;

function wrongWithCase({ kind, caseRef, planId, topic }: AgendaItem): Wrong {
  if (caseRef === undefined) return ['case-missing', 'caseRef', '議題にする案件を指定してください'];
  if (planId === undefined && PLAN_KINDS.includes(kind))
    return ['plan-missing', 'planId', '協議する支援プランを指定してください'];
  return topic === undefined ? null : ['topic-unexpected', 'topic', '案件のある議題に題名は付けません'];
}

function wrongWithoutCase({ caseRef, planId, topic }: AgendaItem): Wrong {
  if ((caseRef ?? planId) !== undefined) return ['case-unexpected', 'caseRef', 'この種類の議題に案件は付けません'];
  return topic === undefined ? ['topic-missing', 'topic', '議題の題名を入力してください'] : null;
}

interface AgendaItem {
  readonly kind: string;
  readonly caseRef?: string | undefined;
  readonly planId?: string | undefined;
  readonly topic?: string | undefined;
}

/** Members are chosen case by case: every item has somebody besides the chair. */
export function refuseUncalledItems(
  items: readonly { readonly id: string; readonly state: string }[],
  summons: readonly { readonly itemId: string; readonly sub: string }[],
  chairSub: string,
): void {
  const on = items.filter(({ state }) => state === 'ON');
  if (items.length === 0) throw conflict('conference.agenda-empty', 'There is nothing on the agenda.');
  const called = summons.filter(({ sub }) => sub !== chairSub).map(({ itemId }) => itemId);
  if (on.every(({ id }) => called.includes(id))) return;
  throw conflict('conference.members-not-chosen', 'An item has no member besides the chair.');
}

export function checkAppointment({ appointedFrom, appointedUntil }: Appointment): void {
  if (appointedUntil === null || appointedFrom <= appointedUntil) return;
  throw invalid('conference-member.until-before-from', 'An appointment ends after it begins.', [
    { field: 'until', rule: 'afterFrom', mend: '任期の終わりは始まりの日以降にしてください' },
  ]);
}

export interface Given {
  readonly itemId: string;
  readonly conclusion: string;
}

/** Every item that is on the agenda has one conclusion that fits its kind; nothing else has one. */
export function checkConclusions(
  kind: ConferenceKind,
  items: readonly { readonly id: string; readonly kind: string }[],
  given: readonly Given[],
): void {
  const wanted = items.map(({ id }) => id).sort();
  const named = given.map(({ itemId }) => itemId).sort();
  if (JSON.stringify(wanted) !== JSON.stringify(named)) {
    throw invalid('conference.conclusions-incomplete', 'Every item on the agenda has one conclusion.', [
      { field: 'conclusions', rule: 'everyItem', mend: '議題に残っている案件すべてに結論を一つずつ記録してください' },
    ]);
  }
  const allowed: Readonly<Record<string, readonly string[]>> = settings.conclusions[kind];
  for (const { itemId, conclusion } of given) {
    const itemKind = items.find(({ id }) => id === itemId)?.kind ?? '';
    if (allowed[itemKind]?.includes(conclusion)) continue;
    throw invalid('conference.conclusion-unfit', `${conclusion} is no conclusion of ${itemKind}.`, [
      { field: 'conclusions.conclusion', rule: 'fitsKind', mend: '議題の種類に合う結論を選んでください' },
    ]);
  }
}

/** A plan comes before the conference when the person has agreed to it, or when it is evaluated. */
export function refusePlanOnAgenda(itemKind: string, planState: string): void {
  const states: Readonly<Record<string, readonly string[]>> = settings.plans;
  if (states[itemKind]?.includes(planState) ?? true) return;
  throw conflict('conference-item.plan-not-ready', `A plan in state ${planState} is not for ${itemKind}.`);
}

/** On which ground what was learned in a 支援会議 may go on; never on the one on which it was learned (L03). */
export function refuseTransferBasis(targetKind: string, basis: string): void {
  const bases: Readonly<Record<string, readonly string[]>> = settings.transferBases;
  if (bases[targetKind]?.includes(basis)) return;
  throw invalid('transfer.basis-refused', `${basis} carries nothing out of a support conference to ${targetKind}.`, [
    { field: 'basis', rule: 'basis', mend: 'この移し先に使える根拠を選んでください(支援会議の根拠では移せません)' },
  ]);
}

const FULL = {
  papers: settings.papersPerItem,
  items: settings.itemsPerConference,
  summons: settings.summonsPerItem,
} as const;

export function refuseWhenFull(thing: keyof typeof FULL, count: number): void {
  if (count >= FULL[thing]) throw conflict('conference.full', `At most ${FULL[thing]} ${thing}.`);
}

export const notAppointed = (): AppError =>
  conflict('conference-member.not-appointed', 'Only appointed members are called.');
