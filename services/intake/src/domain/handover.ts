import { invalid, Machine, type MachineTable } from '#libs/kernel';
import settings from './handover-settings.json';
import table from './handover.machine.json';

/** The machine Handover: once it has begun nobody takes it back, cases go back by another hand-over. */
export const HANDOVER = new Machine(table satisfies MachineTable);

/** Cases that one transaction hands over. */
export const CASES_AT_ONCE = settings.casesAtOnce;

/** Who takes over what: a case by name, else by its area, else everything that is left. */
export interface Receivers {
  readonly toSub: string;
  readonly byArea: readonly { readonly areaId: string; readonly toSub: string }[];
  readonly byCase: readonly { readonly caseRef: string; readonly toSub: string }[];
}

/** A case, or the work in an area (no case). */
interface HeldCase {
  readonly caseRef: string | null;
  readonly areaId: string | null;
}

/** Nothing is left without somebody: what is named neither by case nor by area goes to `toSub`. */
export function receiverOf({ toSub, byArea, byCase }: Receivers, { caseRef, areaId }: HeldCase): string {
  const named = byCase.find((rule) => rule.caseRef === caseRef);
  const ofArea = areaId === null ? undefined : byArea.find((rule) => rule.areaId === areaId);
  return named?.toSub ?? ofArea?.toSub ?? toSub;
}

/** The next 1 April after `today` (人事異動): when a hand-over happens unless another day is named. */
export function defaultDay(today: string): string {
  const thisYear = `${today.slice(0, 4)}-${settings.defaultDay}`;
  return today < thisYear ? thisYear : `${String(Number(today.slice(0, 4)) + 1)}-${settings.defaultDay}`;
}

/** 400 `handover.day-past`, `handover.to-same-worker`, `handover.named-twice`. */
export function checkHandover(fromSub: string, receivers: Receivers, onDay: string, today: string): void {
  if (onDay <= today) throw refused('day-past', 'onDay', 'inFuture', '明日以降の日付を指定してください');
  const subs = [receivers, ...receivers.byArea, ...receivers.byCase].map(({ toSub }) => toSub);
  if (subs.includes(fromSub)) throw refused('to-same-worker', 'toSub', 'other', '引き継ぐ本人以外を指定してください');
  const things = [...receivers.byArea.map(({ areaId }) => areaId), ...receivers.byCase.map(({ caseRef }) => caseRef)];
  if (new Set(things).size < things.length)
    throw refused('named-twice', 'byCase', 'unique', '同じ圏域・ケースを二度指定しないでください');
}

const refused = (code: string, field: string, rule: string, mend: string): Error =>
  invalid(`handover.${code}`, 'This hand-over cannot be prepared.', [{ field, rule, mend }]);

/** Its day has come, or somebody began it. */
export const isUnderWay = ({ state, onDay }: { readonly state: string; readonly onDay: string }, today: string) =>
  HANDOVER.allows(state, 'carryOn') && (HANDOVER.table.initial.includes(state) ? onDay <= today : true);
