import type { Birth } from './person';

/** Items of identity that a host may be given. */
export type DisclosureItem = 'name' | 'kana' | 'phone' | 'birth_year' | 'considerations';

export interface Identity extends Birth {
  readonly name: string;
  readonly kana: string;
  readonly phone: string | null;
  readonly considerations: string | null;
}

export interface DisclosedItems {
  readonly name?: string;
  readonly kana?: string;
  readonly phone?: string | null;
  readonly birthYear?: number | null;
  readonly considerations?: string | null;
}

/** Exactly the chosen items and nothing beside them: what is not chosen is not there at all. */
export function disclosedItems(identity: Identity, items: readonly string[]): DisclosedItems {
  const all: Readonly<Record<DisclosureItem, DisclosedItems>> = {
    name: { name: identity.name },
    kana: { kana: identity.kana },
    phone: { phone: identity.phone },
    birth_year: { birthYear: birthYearOf(identity) },
    considerations: { considerations: identity.considerations },
  };
  const chosen = Object.entries(all).filter(([item]) => items.includes(item));
  return Object.assign({}, ...chosen.map(([, part]) => part)) as DisclosedItems;
}

const birthYearOf = ({ birthDate, birthYear }: Birth): number | null =>
  birthDate === null ? birthYear : Number(birthDate.slice(0, 4));
