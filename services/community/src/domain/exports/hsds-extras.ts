import repeated from '../imports/described-words.json';
import { EXTRA_COLUMNS, FEE_EXTRA } from '../imports/hsds-extras';
import { type HsdsObject } from './hsds-values';

/** What an earlier HSDS list said of a service and the register has no column for. `idOf`: of one thing in a list. */
export function restoredExtras(
  extras: Readonly<Record<string, string>>,
  serviceId: string,
  idOf: (list: string, at: string) => string,
): HsdsObject {
  const restored: Record<string, unknown> = {};
  for (const name of EXTRA_COLUMNS.texts) if (extras[name] !== undefined) restored[name] = extras[name];
  for (const name of EXTRA_COLUMNS.numbers) if (isNumber(extras[name])) restored[name] = Number(extras[name]);
  for (const name of EXTRA_COLUMNS.lists) {
    const things = listIn(extras, name);
    if (things.size === 0) continue;
    restored[name] = [...things].map(([at, thing]) => ({ id: idOf(name, at), service_id: serviceId, ...thing }));
  }
  return restored;
}

/** What may go out of a confidential place: no words that tell where it is, and no areas (visible-resource.json). */
export const withoutWhereabouts = (extras: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(extras).filter(([path]) => TELLS_NOTHING.test(path)));

const TELLS_NOTHING = /^(?:tsunagi[.:]|(?:minimum|maximum)_age$|assured_date$|location\.name$)/;

/** The fee of a service that came in with a list; null where the list said none as a number. */
export function feeIn(extras: Readonly<Record<string, string>>): number | null {
  const yen = extras[FEE_EXTRA];
  return yen === undefined ? null : Number(yen);
}

/** Notes without the lines into which an import put what goes out as fee and eligibility again. */
export function ownNotes(notes: string | null, extras: Readonly<Record<string, string>>): string | null {
  const { fees_description: feeNote, eligibility_description: targets } = extras;
  const fee = feeNote ?? (extras[FEE_EXTRA] === undefined ? undefined : `${extras[FEE_EXTRA]}${repeated.yen}`);
  const said = [targets && `${repeated.targets}${targets}`, fee && `${repeated.fee}${fee}`];
  const lines = (notes ?? '').split('\n').filter((line) => !said.includes(line));
  return lines.join('\n') || null;
}

const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d{1,3}$/.test(text);

/** `funding[0].source` → the things of the list by their place in it. */
function listIn(extras: Readonly<Record<string, string>>, name: string): ReadonlyMap<string, Record<string, string>> {
  const things = new Map<string, Record<string, string>>();
  for (const [path, value] of Object.entries(extras)) {
    const [, list, at = '', key = ''] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
    if (list === name) things.set(at, { ...things.get(at), [key]: value });
  }
  return things;
}
