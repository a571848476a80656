import type { ImportedRecord } from '../../services/community/src/for-tools';
import { type Described, describedBy } from '../../services/community/src/domain/imports/described';
import { organizationOf } from '../../services/community/src/domain/imports/organization-of';

/** Decided or reported anew where the register is taken over: a state, and what is free. */
const DECIDED_THERE = /^(?:status|service_capacity\[\d+\]\..*)$/;

/** All that a record of HSDS gives to a register. */
export interface Carried {
  readonly described: Described;
  readonly organization: object;
  readonly extras: Readonly<Record<string, string>>;
}

export function carriedBy({ fields }: ImportedRecord): Carried {
  const extras = Object.entries(fields.extras).filter(([path]) => !DECIDED_THERE.test(path));
  return {
    described: describedBy(fields),
    organization: organizationOf({ ...fields, organizationName: fields.organizationName ?? fields.name }, ''),
    extras: Object.fromEntries(extras.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** What one has and the other has not, whatever the order. */
export function differencesOf(one: readonly ImportedRecord[], other: readonly ImportedRecord[]): readonly string[] {
  const count = (records: readonly ImportedRecord[]): Map<string, number> => {
    const texts = new Map<string, number>();
    for (const record of records) {
      const text = JSON.stringify(carriedBy(record));
      texts.set(text, (texts.get(text) ?? 0) + 1);
    }
    return texts;
  };
  const [left, right] = [count(one), count(other)];
  const missing = [...left].filter(([text, times]) => times > (right.get(text) ?? 0)).map(([text]) => `lost: ${text}`);
  const added = [...right].filter(([text, times]) => times > (left.get(text) ?? 0)).map(([text]) => `new: ${text}`);
  return [...missing, ...added];
}
