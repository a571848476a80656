import { type Actor, conflict, invalid, Machine } from '#libs/kernel';
import areaSettings from '../areas/area-settings.json';
import { refuseNames } from '../hubs/looks-like-a-name';
import table from '../development-project.machine.json';
import { inFuture } from '../resource';

export const DEVELOPMENT_PROJECT = new Machine(table);

const OVER: ReadonlySet<string> = new Set(table.terminal);
export const isOver = (state: string): boolean => OVER.has(state);

export const FIRST_STATE = table.initial.join();

/** Steps that end or interrupt a project: somebody asks later why. */
const WITH_REASON: ReadonlySet<string> = new Set(['pause', 'drop']);

interface Project {
  readonly state: string;
  /** Local day of the last step. */
  readonly stateSince: string;
}

interface Step {
  readonly step: string;
  /** Local day. */
  readonly on: string;
  readonly reason: string | null;
}

/** The state after a step that somebody takes. */
export function afterStep(
  project: Project,
  { step, on, reason }: Step,
  { today, actor }: { readonly today: string; readonly actor: Actor },
): string {
  const state = DEVELOPMENT_PROJECT.next(project.state, step, actor);
  refuseFutureDay(on, today);
  if (on < project.stateSince) {
    const mend = '前の段階の日以後の日を指定してください';
    throw invalid('development-project.step-too-early', 'The step before was later.', [
      { field: 'on', rule: 'afterLastStep', mend },
    ]);
  }
  if (WITH_REASON.has(step) && reason === null) {
    const mend = '理由のコードを指定してください';
    throw invalid('development-project.reason-missing', 'A reason is needed.', [
      { field: 'reason', rule: 'required', mend },
    ]);
  }
  return state;
}

/** 422 `development-project.future`. */
export function refuseFutureDay(on: string, today: string): void {
  if (on > today) throw inFuture('development-project.future', 'on');
}

/** 409 `development-project.over`: what has opened or was dropped is not planned any more. */
export function refuseOver({ state }: Pick<Project, 'state'>): void {
  if (isOver(state)) throw conflict('development-project.over', 'It has opened or was dropped.');
}

/** 409 `development-project.menu-not-open`: nobody could go there yet. */
export function refuseClosedMenu(resourceState: string): void {
  if (areaSettings.countedStates.includes(resourceState)) return;
  throw conflict('development-project.menu-not-open', `A resource in state ${resourceState} takes nobody in.`);
}

/** 400 `development-project.looks-like-a-name`: notes are about places. */
export function refuseNamesIn(words: Readonly<Record<string, string | null>>): void {
  const said = Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== null);
  refuseNames(Object.fromEntries(said), 'development-project');
}

interface Given<P, N> {
  readonly title: string;
  readonly areaId?: string | null;
  readonly developmentIds: readonly string[];
  readonly topicIds?: readonly string[];
  readonly partners?: readonly P[];
  readonly nextStep?: N | null;
}

/** What is planned, with everything that was left out empty. */
export function plannedOf<P, N>({ title, ...given }: Given<P, N>) {
  refuseNamesIn({ title });
  const { areaId = null, developmentIds, topicIds = [], partners = [], nextStep = null } = given;
  return { title, areaId, developmentIds: [...developmentIds], topicIds: [...topicIds], partners, nextStep };
}
