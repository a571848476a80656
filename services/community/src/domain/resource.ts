import { type Actor, addDays, AppError, conflict, Machine } from '#libs/kernel';
import table from './resource.machine.json';
import { SETTINGS } from './settings';

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
  | { readonly event: 'submit' | 'approve' | 'unpublish' | 'close' | 'reinstate' | 'confirm' }
  /** The import that did not name it any more was taken back. */
  | { readonly event: 'takeBackGone' | 'takeBackGonePublic' }
  /** Nobody has confirmed it for long; or an imported list does not name it any more. */
  | { readonly event: 'staleCheck'; readonly goneFromSource?: true }
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
  staleCheck: (resource, { goneFromSource }, today) => {
    if (goneFromSource !== true && !isDueForUpdate(resource, today))
      throw conflict('resource.confirmed', 'It was confirmed meanwhile.');
    return {};
  },
  takeBackGone: nothing,
  takeBackGonePublic: nothing,
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

/** Last local day of what somebody said of a resource; null = nobody has said anything yet. */
export function confirmByOf(lastConfirmedOn: string | null): string | null {
  return lastConfirmedOn === null ? null : addDays(lastConfirmedOn, SETTINGS.resourceConfirmDays);
}

/** 「開催を確認」: has nobody said for too long, or ever, that it is as described? (matching.md 3.2) */
export function needsConfirmation(
  { state, lastConfirmedOn }: Pick<Resource, 'state' | 'lastConfirmedOn'>,
  today: string,
): boolean {
  const confirmBy = confirmByOf(lastConfirmedOn);
  return state === 'NEEDS_UPDATE' || confirmBy === null || confirmBy < today;
}

/** Has nobody said for too long that it is as described? */
function isDueForUpdate({ lastConfirmedOn }: Resource, today: string): boolean {
  const confirmBy = confirmByOf(lastConfirmedOn);
  return confirmBy !== null && confirmBy < today;
}

export function inFuture(code: string, field: string): AppError {
  const mend = '未来の日時は記録できません。今日までの日時を入力してください';
  return new AppError('invalid', code, `${field} lies in the future.`, [{ field, rule: 'notFuture', mend }], 422);
}
