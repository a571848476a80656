import { codeListNamed } from '#libs/kernel';
import rules from './hsds-attributes.json';
import { type HsdsObject, type IdOf, said } from './hsds-values';
import words from './hsds-words.json';

/** For whom an export is: all that the municipality itself has, or what residents may read. */
export type Audience = 'municipality' | 'residents';

interface Rule {
  readonly field: string;
  readonly ja: string;
  readonly list: string | null;
  readonly residents: boolean;
}

export type AttributeOwner = 'organization' | 'location' | 'service';

const RULES: Readonly<Record<AttributeOwner, readonly Rule[]>> = rules;

/** Values that HSDS has no column for, each with a term of our taxonomies. Lists give one attribute per code. */
export function attributesOf(
  owner: AttributeOwner,
  linkId: string,
  values: HsdsObject,
  audience: Audience,
  idOf: IdOf,
): readonly HsdsObject[] {
  return RULES[owner]
    .filter(({ residents }) => residents || audience === 'municipality')
    .flatMap((rule) => textsOf(values[rule.field]).map((value) => attributeOf(owner, linkId, rule, value, idOf)));
}

/** What of a text is to be read as the value: codes and words as they are, anything else as JSON. */
function textsOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && !isSaid(value) ? [] : [JSON.stringify(value)];
}

const isSaid = (value: object): boolean => Object.values(value).some((inner) => inner !== null);

function attributeOf(owner: AttributeOwner, linkId: string, rule: Rule, value: string, idOf: IdOf): HsdsObject {
  const term = termOf(rule, codeListNamed(rule.list ?? '')?.find(({ code }) => code === value)?.code ?? null, idOf);
  return {
    id: idOf('attribute', linkId, rule.field, value),
    link_id: linkId,
    taxonomy_term_id: term.id,
    link_type: `${words.taxonomyPrefix}${rule.field}`,
    link_entity: owner,
    value,
    taxonomy_term: term,
  };
}

/** The term of a code; without a code that of the field, for words and for codes that a municipality added. */
function termOf({ field, ja, list }: Rule, code: string | null, idOf: IdOf): HsdsObject {
  const name = code === null ? ja : (codeListNamed(list ?? '')?.find((item) => item.code === code)?.ja ?? code);
  const taxonomy = `${words.taxonomyPrefix}${list ?? 'fields'}`;
  return {
    id: idOf('term', taxonomy, code ?? field),
    code: code ?? field,
    name,
    description: ja,
    taxonomy,
    taxonomy_id: idOf('taxonomy', taxonomy),
    language: 'ja',
  };
}

const allRules = (): readonly Rule[] => Object.values(RULES).flat();

/** All terms that an attribute may point to: one table of the tabular form. */
export function allTerms(idOf: IdOf): readonly HsdsObject[] {
  const terms = allRules().flatMap((rule) => [
    termOf(rule, null, idOf),
    ...(codeListNamed(rule.list ?? '') ?? []).map(({ code }) => termOf(rule, code, idOf)),
  ]);
  return [...new Map(terms.map((term) => [term.id, term])).values()];
}

export function allTaxonomies(idOf: IdOf): readonly HsdsObject[] {
  const lists = [...new Set(allRules().map(({ list }) => list ?? 'fields'))];
  return lists.map((list) =>
    said({
      id: idOf('taxonomy', `${words.taxonomyPrefix}${list}`),
      name: `${words.taxonomyPrefix}${list}`,
      description: words.taxonomyDescription,
      uri: `${words.taxonomyUri}${list}`,
    }),
  );
}
