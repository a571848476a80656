import { copiedText } from '#libs/persistence';
import type { Described, DescribedField } from '../../domain/imports/described';

/** The columns of `resources` that a list may fill, as JSON spells them. */
const COLUMNS: Readonly<Record<DescribedField, readonly [column: string, type: 'text' | 'jsonb' | 'boolean']>> = {
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
  languages: ['languages', 'jsonb'],
  statutoryBasis: ['statutory_basis', 'text'],
  officeNumber: ['office_number', 'text'],
  serviceKind: ['service_kind', 'text'],
  capacityStated: ['capacity_stated', 'jsonb'],
  description: ['description', 'text'],
  notes: ['notes', 'text'],
  publicFields: ['public_fields', 'jsonb'],
  addressConfidential: ['address_confidential', 'boolean'],
};

const FIELDS = Object.keys(COLUMNS) as DescribedField[];

const valueIn = (json: string, field: DescribedField): string => {
  const [, type] = COLUMNS[field];
  if (type === 'jsonb') return `nullif(${json}->'${field}', 'null')`;
  return type === 'text' ? `${json}->>'${field}'` : `coalesce((${json}->>'${field}')::boolean, false)`;
};

/** `name, name_kana, …`. */
export const COLUMN_NAMES = FIELDS.map((field) => COLUMNS[field][0]).join(', ');

/** As `COLUMN_NAMES`, with their types. */
export const COLUMN_TYPES = FIELDS.map((field) => COLUMNS[field].join(' ')).join(', ');

/** Their values out of columns of these names: what nobody has said is not so. */
export const COLUMN_VALUES = FIELDS.map((field) => {
  const [column, type] = COLUMNS[field];
  return type === 'boolean' ? `coalesce(${column}, false)` : column;
}).join(', ');

/** What a list says of a resource: its columns in the order of `COLUMN_NAMES`, and the JSON of what is said. */
export function speltOf(described: Described): { readonly columns: string; readonly json: string } {
  const columns: string[] = [];
  const said: string[] = [];
  for (const field of FIELDS) {
    const value = described[field];
    const json = value === null ? null : typeof value === 'string' ? quoted(value) : JSON.stringify(value);
    columns.push(copiedText(typeof value === 'string' ? value : json));
    if (json !== null) said.push(`"${field}":${json}`);
  }
  return { columns: columns.join('\t'), json: `{${said.join(',')}}` };
}

/** What JSON writes in more than one sign, and halves of a pair. */
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;
const quoted = (text: string): string => (SPECIAL.test(text) ? JSON.stringify(text) : `"${text}"`);

/** `SET` of those that the JSON column names; all others stay. */
export const changesIn = (json: string): string =>
  FIELDS.map((field) => {
    const [column] = COLUMNS[field];
    return `${column} = CASE WHEN ${json} ? '${field}' THEN ${valueIn(json, field)} ELSE resources.${column} END`;
  }).join(', ');

const todayOf = (field: DescribedField): string => {
  const [column, type] = COLUMNS[field];
  return `'${field}', ${type === 'boolean' ? `nullif(${column}, false)` : column}`;
};

/** What a row of `resources` says today, as one JSON column. */
export const DESCRIBED_TODAY = `jsonb_build_object(${FIELDS.map(todayOf).join(', ')})`;
