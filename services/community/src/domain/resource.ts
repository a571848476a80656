import { type Actor, AppError, conflict, daysBetween, Machine } from '#libs/kernel';
import table from './resource.machine.json';
import { type CommunitySettings, SETTINGS } from './settings';

export const RESOURCE = new Machine(table);

/** Where people are hidden from somebody: not said means confidential. */
const CONFIDENTIAL_TYPES: readonly string[] = ['shelter', 'temporary_protection'];

/** What decides about a step of a resource. */
export interface Resource {
  readonly state: string;
  readonly type: string | null;
  readonly addressConfidential: boolean;
  /** Local day. */
  readonly lastConfirmedOn: string | null;
  /** Day on which the organisation agreed to be shown to residents; null = it never did. */
  readonly publicationAgreedOn: string | null;
  readonly suspendedBy: string | null;
}

/** A step with what its guard needs to know. Event names are those of the machine. */
export type ResourceStep =
  | { readonly event: 'submit' | 'approve' | 'unpublish' | 'close' | 'reinstate' | 'staleCheck' | 'confirm' }
  | { readonly event: 'reject' | 'suspendSafety'; readonly reason: string }
  | { readonly event: 'publish'; readonly agreedOn: string }
  | { readonly event: 'pause'; readonly resumesOn: string | null }
  /** Was every counted place of the resource assessed again since the pause? */
  | { readonly event: 'resume' | 'confirmPublic'; readonly assessedSincePause: boolean };

/** What a step changes beside the state. */
export interface ResourceChange {
  readonly state: string;
  readonly lastConfirmedOn?: string;
  readonly publicationAgreedOn?: string;
  readonly resumesOn?: string | null;
  readonly reason?: string | null;
  readonly suspendedBy?: string | null;
}

type Guarded = Omit<ResourceChange, 'state'>;
type Guard<S extends ResourceStep> = (resource: Resource, step: S, today: string, actor: Actor) => Guarded;
type Guards = { readonly [E in ResourceStep['event']]: Guard<Extract<ResourceStep, { event: E }>> };

const confirmed: Guard<ResourceStep> = (_, __, today) => ({ lastConfirmedOn: today });
const nothing: Guard<ResourceStep> = () => ({});

const GUARDS = {
  submit: nothing,
  approve: (_, __, today) => ({ lastConfirmedOn: today, reason: null }),
  reject: (_, { reason }) => ({ reason }),
  publish: (resource, { agreedOn }, today) => {
    if (agreedOn > today) throw inFuture('resource.agreed-in-future', 'agreedOn');
    refuseConfidential(resource);
    return { publicationAgreedOn: agreedOn };
  },
  unpublish: nothing,
  pause: (_, { resumesOn }) => ({ resumesOn }),
  resume: (resource, { assessedSincePause }, today) => {
    refuseOutdated(assessedSincePause);
    return { resumesOn: null, lastConfirmedOn: today };
  },
  close: nothing,
  suspendSafety: (_, { reason }, __, actor) => ({ reason, suspendedBy: actor.sub }),
  reinstate: ({ suspendedBy }, _, today, actor) => {
    if (suspendedBy === actor.sub) {
      throw conflict('resource.two-persons', 'Whoever suspended it does not reinstate it.');
    }
    return { suspendedBy: null, reason: null, lastConfirmedOn: today };
  },
  staleCheck: (resource, _, today) => {
    if (!isDueForUpdate(resource, today, SETTINGS)) throw conflict('resource.confirmed', 'It was confirmed meanwhile.');
    return {};
  },
  confirm: confirmed,
  confirmPublic: (resource, { assessedSincePause }, today) => {
    refuseConfidential(resource);
    if (resource.publicationAgreedOn === null) {
      throw conflict('resource.never-published', 'The organisation has not agreed to be shown.');
    }
    if (resource.state === 'PAUSED') refuseOutdated(assessedSincePause);
    return { resumesOn: null, lastConfirmedOn: today };
  },
} satisfies Guards;

/** Decides a step by the machine (state and role first), then by its guard. */
export function takeStep(resource: Resource, step: ResourceStep, today: string, actor: Actor): ResourceChange {
  const state = RESOURCE.next(resource.state, step.event, actor);
  const guard = GUARDS[step.event] as Guard<ResourceStep>;
  return { ...guard(resource, step, today, actor), state };
}

export function isConfidentialByDefault(type: string | null): boolean {
  return type !== null && CONFIDENTIAL_TYPES.includes(type);
}

function refuseConfidential({ type, addressConfidential }: Pick<Resource, 'type' | 'addressConfidential'>): void {
  if (addressConfidential || isConfidentialByDefault(type)) {
    throw conflict('resource.confidential', 'A confidential place is not shown to residents.');
  }
}

function refuseOutdated(assessedSincePause: boolean): void {
  if (!assessedSincePause) {
    throw conflict('resource.assessment-outdated', 'Every counted place is assessed again before it resumes.');
  }
}

/** What a corrected description must not do. A correction counts as saying that all else is as described. */
export function refuseCorrection(state: string, corrected: Pick<Resource, 'type' | 'addressConfidential'>): void {
  if (state === 'CLOSED') throw conflict('resource.closed', 'It is closed for good.');
  if (state === 'ACTIVE_PUBLIC') refuseConfidential(corrected);
}

/** Has nobody said for too long that it is as described? */
function isDueForUpdate(resource: Resource, today: string, settings: CommunitySettings): boolean {
  if (resource.lastConfirmedOn === null) return false;
  return daysBetween(resource.lastConfirmedOn, today) > settings.resourceConfirmDays;
}

export function inFuture(code: string, field: string): AppError {
  const mend = '未来の日時は記録できません。今日までの日時を入力してください';
  return new AppError('invalid', code, `${field} lies in the future.`, [{ field, rule: 'notFuture', mend }], 422);
}
