import {
  addDays,
  type Actor,
  addMonths,
  conflict,
  forbidden,
  hasRole,
  invalid,
  Machine,
  type MachineTable,
} from '#libs/kernel';
import settings from './support-plan-settings.json';
import table from './support-plan.machine.json';

/** The machine SupportPlan: who may move a plan from where to where. */
export const SUPPORT_PLAN = new Machine(table satisfies MachineTable);

/** The consent under which a plan is shared in a conference and confirmed. */
export const CONFERENCE_SCOPE = 'multilayered_conference';

/** States in which somebody still has to do something with the plan. */
export const OPEN_PLAN_STATES: readonly string[] = Object.keys(table.states).filter(
  (state) => !table.terminal.includes(state),
);
const WRITABLE = ['DRAFT', 'REVISION'];
/** Who decides reads the words of a plan while there is something to decide. */
const READ_TO_DECIDE = ['SUBMITTED', 'IN_CONFERENCE', 'EVALUATING'];
const STAFF = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER'] as const;

/**
 * Who works with the person reads its plan always; who decides, while there is something to decide. `called`: somebody
 * of the conference who may read the item on its agenda (L01).
 */
export function mayReadPlan(actor: Actor, state: string, called: boolean): boolean {
  if (hasRole(actor, ...STAFF)) return true;
  return READ_TO_DECIDE.includes(state) && (called || hasRole(actor, 'DECISION_MAKER'));
}

/** A plan is drafted while the case is planned, or while several agencies support it already. */
export function refuseDraftIn(caseState: string, multiAgency: boolean): void {
  if (caseState === 'PLANNING' || (caseState === 'SUPPORTING' && multiAgency)) return;
  throw conflict('support-plan.not-needed', 'A support plan is for cases that several agencies take on.');
}

export function refuseWritingIn(state: string): void {
  if (!WRITABLE.includes(state)) throw conflict('support-plan.not-now', `No writing in state ${state}.`);
}

/** What the person saw has to be what the plan says now. */
export function requireSame(shown: number, current: number): void {
  if (shown === current) return;
  throw conflict('support-plan.content-changed', `The plan says something else now (content ${current}).`);
}

/** 400 `support-plan.confirmed-impossible`: not on a day to come, nor before it was written. */
export function checkConfirmedOn(
  confirmedOn: string,
  { writtenOn, today }: { writtenOn: string; today: string },
): void {
  if (confirmedOn >= writtenOn && confirmedOn <= today) return;
  throw invalid('support-plan.confirmed-impossible', 'The person cannot have confirmed it on this day.', [
    { field: 'confirmedOn', rule: 'confirmedOn', mend: 'プランを書いた日から今日までの日付を指定してください' },
  ]);
}

/** The person's yes: when, how, in which words (L20). */
export interface PersonsWord {
  readonly confirmedOn: string;
  readonly method: 'signature' | 'spoken';
  readonly personWords: string;
}

/** A renewed yes has its day, its method and its words, or is none at all: 400 `support-plan.word-incomplete`. */
export function renewedWord(given: Partial<PersonsWord>): PersonsWord | null {
  const { confirmedOn, method, personWords } = given;
  if (confirmedOn === undefined && method === undefined && personWords === undefined) return null;
  if (confirmedOn !== undefined && method !== undefined && personWords !== undefined)
    return { confirmedOn, method, personWords };
  throw invalid('support-plan.word-incomplete', 'Day, method and words belong together.', [
    { field: 'personWords', rule: 'together', mend: '確認日・方法・本人の言葉を、三つとも記録してください' },
  ]);
}

interface Item {
  readonly conferenceState: string;
  readonly conclusion: string | null;
}
type Conclusion = 'plan_adequate' | 'revise' | 'close' | 'continue';

/** A conference that has been called and has not concluded this item yet. */
export function requireSitting({ conferenceState, conclusion }: Item): void {
  if (['CONVENED', 'IN_SESSION'].includes(conferenceState) && conclusion === null) return;
  throw conflict('support-plan.conference-not-sitting', 'The conference is not called, or has concluded on the plan.');
}

/** What an item of the agenda is about, as far as plans are concerned. */
export type ItemKind = 'plan_adequacy' | 'closure_evaluation';

/** What a step does has to be what the conference concluded (重層的支援会議). */
export function requireConclusion({ conclusion }: Item, wanted: Conclusion): void {
  if (conclusion === wanted) return;
  throw conflict('support-plan.conclusion-missing', `The conference has not concluded «${wanted}» on this plan.`);
}

export interface Decision {
  /** Who drafted the plan or wrote any of its contents. */
  readonly writers: readonly string[];
  readonly deciderSub: string;
  /** What the plan says now, and what the person said yes to last; null = never asked. */
  readonly contentHash: string;
  readonly confirmedHash: string | null;
}

/** 403 `support-plan.author-decides`, 409 `support-plan.person-not-asked`. */
export function checkDecision({ writers, deciderSub, contentHash, confirmedHash }: Decision): void {
  if (writers.includes(deciderSub)) {
    throw forbidden(
      'support-plan.author-decides',
      'Somebody else than the author decides; a deputy may be registered.',
    );
  }
  requirePersonsWord(contentHash, confirmedHash);
}

/** The person's yes holds for exactly what they saw. */
export function requirePersonsWord(contentHash: string, confirmedHash: string | null): void {
  if (contentHash === confirmedHash) return;
  throw conflict('support-plan.person-not-asked', 'The person has not said yes to what the plan says now.');
}

/** A plan is decided while the case is planned or supported; which step that is for the case. */
export function caseEventOfDecision(caseState: string, sameEpisode: boolean): 'planDecided' | null {
  if (sameEpisode && caseState === 'PLANNING') return 'planDecided';
  if (sameEpisode && caseState === 'SUPPORTING') return null;
  throw conflict('support-plan.case-not-supported', `The case is in state ${caseState}.`);
}

/** 409 `support-plan.roles-open`: a plan ends when every role is done, handed over or given up for a reason. */
export function refuseOpenRolesAtEnd(open: number): void {
  if (open > 0) throw conflict('support-plan.roles-open', `${open} roles are neither done nor handed over.`);
}

/** 403 `decider-deputy.missing`: deciding in place of the decision maker is for whoever is registered for today. */
export function requireDeputy(registered: boolean): void {
  if (!registered) throw forbidden('decider-deputy.missing', 'Nobody registered this deputy for today.');
}

export const longestUntil = (from: string): string => addMonths(from, settings.period.longestMonths);

/** The end of the period is evaluated near it; a change or a goal reached at any time. */
export function refuseEarlyEvaluation(reason: string, periodUntil: string | null, today: string): void {
  if (reason !== 'period_over' || periodUntil === null) return;
  if (today >= addDays(periodUntil, -settings.period.evaluateFromDaysBeforeEnd)) return;
  throw conflict('support-plan.period-not-over', `The period lasts until ${periodUntil}.`);
}

/** 400 `support-plan.extension-impossible`: later than before and than today, and not too long. */
export function checkExtension(until: string, { before, today }: { before: string | null; today: string }): void {
  if (until > today && until <= longestUntil(today) && (before === null || until > before)) return;
  throw invalid('support-plan.extension-impossible', 'The period cannot be extended to this day.', [
    {
      field: 'until',
      rule: 'extension',
      mend: `今の終了日より後で、${settings.period.longestMonths} か月以内にしてください`,
    },
  ]);
}

/** 400 `decider-deputy.term-impossible`, 403 `decider-deputy.own-deputy`. */
export function checkDeputy(
  { deputySub, from, until }: { deputySub: string; from: string; until: string },
  { actorSub, today }: { actorSub: string; today: string },
): void {
  if (deputySub === actorSub) throw forbidden('decider-deputy.own-deputy', 'Nobody registers themselves.');
  if (until >= from && until >= today && until <= addDays(from, settings.deputy.longestDays)) return;
  throw invalid('decider-deputy.term-impossible', 'The term is over, reversed or too long.', [
    {
      field: 'until',
      rule: 'term',
      mend: `開始日から ${settings.deputy.longestDays} 日以内の、今日以降の日付にしてください`,
    },
  ]);
}
