import kinds from './organization-kinds.json';
import type { Contact, ContactPerson } from '../organization';
import type { ImportedFields } from './record';
import { nameKeyOf } from './sameness';

/** Whom a row belongs to. */
export interface RowOrganization {
  /** The same for every row of the list that means the same organisation. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly corporateNumber: string | null;
  readonly contact: Contact | null;
  readonly contactPeople: readonly ContactPerson[];
}

const NAME_LENGTH = 200;

/** By 法人番号, else by its name; where the row names nobody, whoever publishes the list. */
export function organizationOf(
  {
    organizationName,
    corporateNumber,
    organization,
  }: Pick<ImportedFields, 'organizationName' | 'corporateNumber' | 'organization'>,
  publisher: string,
): RowOrganization {
  const name = (organizationName ?? publisher).slice(0, NAME_LENGTH);
  const key = corporateNumber === null ? `name:${nameKeyOf(name)}` : `number:${corporateNumber}`;
  const { kind, contact, contactPeople } = organization ?? NOTHING_MORE;
  const isReached = contact !== null && Object.values(contact).some((way) => way !== null);
  return { key, name, kind: kind ?? kindOf(name), corporateNumber, contact: isReached ? contact : null, contactPeople };
}

const NOTHING_MORE = { kind: null, contact: null, contactPeople: [] };

/** From what its name says; a person corrects it where that is wrong. */
function kindOf(name: string): string {
  const plain = name.normalize('NFKC');
  const found = kinds.markers.find(([marker]) => marker !== undefined && plain.includes(marker));
  return found?.[1] ?? kinds.other;
}
