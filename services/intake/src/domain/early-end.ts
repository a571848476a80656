import { addDays, conflict, forbidden, invalid, type FieldProblem, Machine, type MachineTable } from '#libs/kernel';
import { isSerious, type Seriousness } from './case';
import settings from './early-end-settings.json';
import table from './early-end.machine.json';

/** The machine EarlyEnd: a request to end a case early, until somebody else has decided on it. */
export const EARLY_END = new Machine(table satisfies MachineTable);

export type EarlyEndReason = keyof typeof settings.reasons;
type Consequence = keyof typeof settings.words;

export interface SafetyCheck {
  /** Day on which somebody made sure, `YYYY-MM-DD`. */
  readonly on: string;
  readonly how: string;
  /** `safe`: seen or heard; `no_sign`: nothing points to danger; `concern`. */
  readonly result: 'safe' | 'no_sign' | 'concern';
}

/** An end as it is asked for; its words stay in intake. */
export interface EarlyEnd {
  readonly reason: EarlyEndReason;
  readonly note: string;
  readonly receiverDeskId: string | null;
  readonly receiver: string | null;
  readonly safetyCheck: SafetyCheck | null;
}

const ruleOf = (reason: EarlyEndReason) => settings.reasons[reason];
const consequencesOf = (reason: EarlyEndReason): readonly Consequence[] =>
  ruleOf(reason).consequences as readonly Consequence[];

/** Somebody else has to agree before it ends. */
export const needsApproval = (reason: EarlyEndReason): boolean => ruleOf(reason).approval;
export const hasConsequence = (reason: EarlyEndReason, consequence: Consequence): boolean =>
  consequencesOf(reason).includes(consequence);
/** What happened with it and what is to be thought of, in words for the worker. */
export const consequenceWords = (reason: EarlyEndReason) =>
  consequencesOf(reason).map((code) => ({ code, ja: settings.words[code] }));

/** 400 `case.receiver-missing`, `case.safety-check-missing`; 409 `case.safety-concern`. */
export function checkEarlyEnd(end: EarlyEnd, kase: Seriousness, today: string): void {
  const { safetyCheck: when, receiver } = ruleOf(end.reason);
  if (receiver && end.receiver === null && end.receiverDeskId === null)
    throw invalid('case.receiver-missing', 'Who goes on with it has to be named.', [
      problem('receiver', 'required', '引継ぎ先の窓口(receiverDeskId)または名称を指定してください'),
    ]);
  if (when === 'always' || (when === 'whenSerious' && isSerious(kase))) checkSafety(end.safetyCheck, today);
  if (end.safetyCheck?.result === 'concern')
    throw conflict('case.safety-concern', 'With a concern for the person’s safety the case stays open.');
}

function checkSafety(check: SafetyCheck | null, today: string): void {
  const oldest = addDays(today, -settings.safetyCheckWithinDays);
  if (check !== null && check.on <= today && check.on >= oldest) return;
  throw invalid('case.safety-check-missing', 'A recent safety check is needed.', [
    problem('safetyCheck', 'recent', `${oldest} から今日までに行った安否確認を記録してください`),
  ]);
}

const problem = (field: string, rule: string, mend: string): FieldProblem => ({ field, rule, mend });

/** Nobody stays in touch with somebody who has died. */
export function refuseAfterDeath(closureReason: string | null): void {
  if (closureReason === 'deceased') throw conflict('case.person-deceased', 'The person has died.');
}

/** Whoever asked does not approve. */
export function refuseOwnApproval(askedBy: string, sub: string): void {
  if (askedBy === sub) throw forbidden('case.end-needs-another', 'Somebody else has to decide on this end.');
}
