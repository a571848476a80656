import { codesOf } from '#libs/kernel';
import { type JsonObject, objectsIn, textOf } from './json-values';
import { checkedCodeOf } from './municipality-code';
import { clean } from './text';

/** Attributes of our own taxonomies begin so: an export of ours, or of somebody who took it over. */
export const OWN_PREFIX = 'tsunagi:';

/** The values of our own attributes of a thing, by field. */
export function ownAttributes(thing: JsonObject | null): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const attribute of objectsIn(thing?.attributes)) {
    const [type, value] = [textOf(attribute.link_type), textOf(attribute.value)];
    if (!type.startsWith(OWN_PREFIX) || value === '') continue;
    const field = type.slice(OWN_PREFIX.length);
    values.set(field, [...(values.get(field) ?? []), value]);
  }
  return values;
}

/** Attributes that somebody else made. */
export const otherAttributes = (thing: JsonObject): readonly JsonObject[] =>
  objectsIn(thing.attributes).filter(({ link_type: type }) => !textOf(type).startsWith(OWN_PREFIX));

/** As the register writes languages: `ja`, `ja-easy`, `vi`. */
export const isLanguageCode = (code: string): boolean => /^[a-z][a-z0-9_-]{0,39}$/.test(code);

/** What our own attributes say of a place. */
export function placeFacts(location: JsonObject | null) {
  const own = ownAttributes(location);
  const first = (field: string): string | null => clean(own.get(field)?.[0] ?? '') || null;
  const type = first('type');
  return {
    resourceType: type !== null && codesOf('resourceTypes').includes(type) ? type : null,
    serviceKind: first('serviceKind'),
    statutoryBasis: first('statutoryBasis'),
    municipalityCode: checkedCodeOf(first('municipalityCode')),
    addressHidden: first('addressConfidential') === 'true',
    email: first('email'),
    url: first('url'),
  };
}
