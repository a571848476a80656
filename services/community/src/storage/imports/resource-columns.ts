import type { DescribedField } from '../../domain/imports/described';

/** The columns of `resources` that a list may fill, as JSON spells them. */
const COLUMNS: Readonly<Record<DescribedField, readonly [column: string, type: 'text' | 'jsonb']>> = {
  name: ['name', 'text'],
  nameKana: ['name_kana', 'text'],
  type: ['type', 'text'],
  postalCode: ['postal_code', 'text'],
  address: ['address', 'text'],
  building: ['building', 'text'],
  municipalityCode: ['municipality_code', 'text'],
  location: ['location', 'jsonb'],
  phone: ['phone', 'text'],
  phoneExtension: ['phone_extension', 'text'],
  fax: ['fax', 'text'],
  email: ['email', 'text'],
  url: ['url', 'text'],
  hours: ['hours', 'jsonb'],
  accessibility: ['accessibility', 'jsonb'],
  officeNumber: ['office_number', 'text'],
  serviceKind: ['service_kind', 'text'],
  capacityStated: ['capacity_stated', 'jsonb'],
  description: ['description', 'text'],
  notes: ['notes', 'text'],
  publicFields: ['public_fields', 'jsonb'],
};

const FIELDS = Object.keys(COLUMNS) as DescribedField[];

const valueIn = (json: string, field: DescribedField): string =>
  COLUMNS[field][1] === 'text' ? `${json}->>'${field}'` : `nullif(${json}->'${field}', 'null')`;

/** `name, name_kana, …`. */
export const COLUMN_NAMES = FIELDS.map((field) => COLUMNS[field][0]).join(', ');

/** Their values out of a JSON column, in the same order. */
export const valuesIn = (json: string): string => FIELDS.map((field) => valueIn(json, field)).join(', ');

/** `SET` of those that the JSON column names; all others stay. */
export const changesIn = (json: string): string =>
  FIELDS.map((field) => {
    const [column] = COLUMNS[field];
    return `${column} = CASE WHEN ${json} ? '${field}' THEN ${valueIn(json, field)} ELSE resources.${column} END`;
  }).join(', ');

/** What a row of `resources` says today, as one JSON column. */
export const DESCRIBED_TODAY = `jsonb_build_object(${FIELDS.map((field) => `'${field}', ${COLUMNS[field][0]}`).join(', ')})`;
