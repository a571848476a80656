import { emailOf, phoneOf, urlOf } from './contacts';
import { ownAttributes } from './hsds-attributes';
import { type JsonObject, objectsIn, textOf } from './json-values';
import type { ImportedOrganization } from './record';
import { clean } from './text';

const silently = (): void => undefined;
const words = (value: unknown): string | null => clean(textOf(value)) || null;

/** How an organisation is reached, beside its name and number. Null where the document has none. */
export function organizationFacts(organization: JsonObject | null): ImportedOrganization | null {
  if (organization === null) return null;
  const kind = ownAttributes(organization).get('kind')?.[0] ?? null;
  return {
    kind: kind !== null && /^[a-z][a-z0-9_-]{0,39}$/.test(kind) ? kind : null,
    contact: {
      phone: voiceOf(organization),
      email: emailOf(textOf(organization.email), silently),
      website: urlOf(textOf(organization.website), silently),
    },
    contactPeople: objectsIn(organization.contacts).flatMap((contact) => {
      const title = words(contact.title);
      const email = emailOf(textOf(contact.email), silently);
      return title === null ? [] : [{ title, name: words(contact.name), phone: voiceOf(contact), email }];
    }),
  };
}

const voiceOf = (thing: JsonObject): string | null =>
  phoneOf(textOf(objectsIn(thing.phones).find(({ type }) => type !== 'fax')?.number), silently)?.number ?? null;
