import { addDays, type Actor, conflict, hasRole, invalid, Machine, notFound, type Role } from '#libs/kernel';
import table from './concern-report.machine.json';
import words from './concern-words.json';

export const CONCERN_MACHINE = new Machine(table);

type Feedback = keyof typeof words.feedback;
type Source = 'minsei' | 'hub' | 'watch_partner' | 'school' | 'agency' | 'other';

/** The municipality's own people note down what somebody else tells them. */
const NOTE_FOR_OTHERS: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR', 'COMMUNITY_COORDINATOR', 'INTAKE_WORKER'];

/** Whom a role speaks for; the first is meant where nobody says. */
export function sourcesOf(actor: Actor): readonly Source[] {
  if (hasRole(actor, ...NOTE_FOR_OTHERS)) return ['other', 'minsei', 'hub', 'watch_partner', 'school', 'agency'];
  if (hasRole(actor, 'MINSEI_COMMISSIONER')) return ['minsei'];
  return ['hub', 'watch_partner'];
}

/** 400 `concern.other-source` where the role does not speak for what is said. */
export function sourceOf(actor: Actor, given: Source | undefined): Source {
  const allowed = sourcesOf(actor);
  const [usual = 'other'] = allowed;
  const source = given ?? usual;
  if (allowed.includes(source)) return source;
  const mend = `この役割で選べるのは ${allowed.join('・')} です`;
  throw invalid('concern.other-source', 'The role does not speak for this source.', [
    { field: 'sourceKind', rule: 'ownSource', mend },
  ]);
}

type Urgency = keyof typeof words.dueDays;

/** Days until somebody has to have looked. */
export const dueDays = (urgency: Urgency): number => words.dueDays[urgency];

/** Last day on which somebody has to look. */
export const dueOn = (urgency: Urgency, today: string): string => addDays(today, dueDays(urgency));

interface Settled {
  readonly engagementId: string | null;
  readonly settledOn: string | null;
  readonly disposedOn: string | null;
}

/** Words that led to no engagement, and were settled by this day, are disposed of today. */
export const lastDayToDispose = (today: string): string => addDays(today, -words.keptDays - 1);

export const isToDispose = ({ engagementId, settledOn, disposedOn }: Settled, today: string): boolean =>
  engagementId === null && disposedOn === null && settledOn !== null && settledOn <= lastDayToDispose(today);

/** From the most urgent to the least. */
export const URGENCIES = Object.keys(words.dueDays) as readonly Urgency[];

export const feedbackJa = (code: Feedback): string => words.feedback[code];

interface Reported {
  readonly reportedBy: string;
  readonly reportedByOrg: string | null;
}

/** Who reported it hears what came of it, and colleagues; to everybody else a receipt says nothing. */
export function refuseStranger({ reportedBy, reportedByOrg }: Reported, actor: Actor): void {
  const colleague = reportedByOrg !== null && reportedByOrg === actor.orgId;
  if (actor.sub !== reportedBy && !colleague) throw notFound('concern');
}

interface Concern {
  readonly state: string;
  readonly engagementId: string | null;
}

/** 409 `concern.not-linked`: it cannot have led to an engagement that nobody names. */
export function stateAfterSettling(concern: Concern, outcome: string, actor: Actor): string {
  const state = CONCERN_MACHINE.next(concern.state, 'settle', actor);
  if (outcome === 'engaged' && concern.engagementId === null) {
    throw conflict('concern.not-linked', 'It has not been linked to an engagement.');
  }
  return state;
}
