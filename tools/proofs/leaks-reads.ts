import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { getMetadataStorage } from 'class-validator';

/** Ids that are there, by the name of the field that takes them. */
export type Pools = Readonly<Record<string, readonly string[]>>;

/** An item and the conference on whose agenda it is. */
export interface ItemIds {
  readonly conferenceId: string;
  readonly itemId: string;
}

type Input = Readonly<Record<string, unknown>>;

const isRead = (value: unknown): value is RequestType =>
  typeof value === 'function' &&
  (value as Partial<RequestType>).reads === true &&
  /^rpc\.(?:intake|outreach|community)\./.test((value as Partial<RequestType>).subject ?? '');

/** Every question that services answer which hold words about people, or tell others where to look. */
export const READS: readonly RequestType[] = Object.values(contracts as Readonly<Record<string, unknown>>).filter(
  isRead,
);

const DAY = '2099-12-31';
/** What has to be said besides ids, by the name of the field. */
const SAID: Readonly<Record<string, unknown>> = {
  until: DAY,
  on: DAY,
  day: DAY,
  date: DAY,
  at: `${DAY}T00:00:00+09:00`,
  list: 'channels',
  from: DAY,
  to: DAY,
  fiscalYear: 2099,
  lat: 35,
  lng: 135,
  query: '',
  // A random id may happen to hold a personal number, which is refused as words.
  name: 'かくう',
  kana: 'かくう',
  table: 'hubs',
};

interface Field {
  readonly name: string;
  readonly needed: boolean;
  /** One of the values that the rules list; undefined where they list none. */
  readonly listed: unknown;
}

function fieldsOf(request: RequestType): readonly Field[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(request, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))].map((name) => {
    const own = rules.filter(({ propertyName }) => propertyName === name);
    const lists = own.filter((rule) => rule.name === 'isIn').map(({ constraints }) => constraints[0] as unknown);
    const listed = Array.isArray(lists[0]) ? (lists[0][0] as unknown) : undefined;
    return { name, needed: own.every(({ type }) => type !== 'conditionalValidation'), listed };
  });
}

/**
 * Every combination of ids, a guessed one among them, for what has to be said to ask this. Items are asked for in
 * their own conference and in one that is not theirs.
 */
export function inputsFor(request: RequestType, pools: Pools, items: readonly ItemIds[]): readonly Input[] {
  const fields = fieldsOf(request);
  const names = fields.map(({ name }) => name);
  if (names.includes('itemId') && names.includes('conferenceId')) return asItems(items, pools['conferenceId'] ?? []);
  return fields
    .filter(({ name, needed }) => needed || pools[name] !== undefined)
    .reduce<readonly Input[]>(
      (inputs, field) =>
        inputs.flatMap((input) => valuesOf(field, pools).map((value) => ({ ...input, [field.name]: value }))),
      [{}],
    );
}

function asItems(items: readonly ItemIds[], conferenceIds: readonly string[]): readonly Input[] {
  const guessed = [...conferenceIds, randomUUID()].map((conferenceId) => ({ conferenceId, itemId: randomUUID() }));
  const elsewhere = items.map(({ itemId, conferenceId }) => ({
    ...{ itemId, conferenceId: conferenceIds.find((other) => other !== conferenceId) ?? randomUUID() },
  }));
  return [...items, ...elsewhere, ...guessed].map((ids) => ({ ...ids }));
}

function valuesOf({ name, listed }: Field, pools: Pools): readonly unknown[] {
  const known = pools[name];
  if (known !== undefined) return [...known, randomUUID()];
  if (listed !== undefined) return [listed];
  if (name in SAID) return [SAID[name]];
  return [name.endsWith('Refs') || name.endsWith('Ids') ? [randomUUID(), randomUUID()] : randomUUID()];
}
