import type { Contact, ContactPerson } from '../organization';
import { attributesOf, type Audience } from './hsds-attributes';
import { type HsdsObject, type IdOf, mailOf, said, uriOf } from './hsds-values';
import words from './hsds-words.json';

export interface ExportedOrganization {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly corporateNumber: string | null;
  readonly contact: Contact | null;
  readonly contactPeople: readonly ContactPerson[];
}

const KINDS: Readonly<Record<string, string>> = words.organizationKinds;

/** An organisation without its services, which are a list of their own: one may have thousands. */
export function hsdsOrganization(organization: ExportedOrganization, audience: Audience, idOf: IdOf): HsdsObject {
  const { id, name, kind, corporateNumber, contact, contactPeople } = organization;
  const people = audience === 'residents' ? [] : contactPeople;
  return said({
    id,
    name,
    description: KINDS[kind] ?? kind,
    email: mailOf(contact?.email ?? null),
    website: uriOf(contact?.website ?? null),
    phones: phonesOf(contact?.phone ?? null, 'organization_id', id, idOf),
    contacts: people.map((person, at) => contactOf(person, at, id, idOf)),
    organization_identifiers:
      corporateNumber === null
        ? []
        : [
            {
              id: idOf('identifier', id),
              organization_id: id,
              identifier_scheme: words.corporateNumberScheme,
              identifier_type: words.corporateNumberType,
              identifier: corporateNumber,
            },
          ],
    attributes: attributesOf('organization', id, { kind }, audience, idOf),
  });
}

function contactOf({ title, name, phone, email }: ContactPerson, at: number, orgId: string, idOf: IdOf): HsdsObject {
  const id = idOf('contact', orgId, String(at));
  return said({
    id,
    organization_id: orgId,
    title,
    name,
    email: mailOf(email),
    phones: phonesOf(phone, 'contact_id', id, idOf),
  });
}

function phonesOf(
  number: string | null,
  column: 'organization_id' | 'contact_id',
  owner: string,
  idOf: IdOf,
): readonly HsdsObject[] {
  return number === null ? [] : [{ id: idOf('phone', owner, 'voice'), [column]: owner, number, type: 'voice' }];
}
