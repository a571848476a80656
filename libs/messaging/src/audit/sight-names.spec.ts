import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { getMetadataStorage } from 'class-validator';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import names from './sight-names.json';

type Class = new () => object;

const isRequest = (value: unknown): value is RequestType =>
  typeof value === 'function' && 'subject' in value && 'answer' in value;

const PEOPLES = names.servicesWhoseIdsArePeoples;
const answers = Object.values<unknown>(contracts)
  .filter(isRequest)
  .filter(({ subject }) => PEOPLES.includes(subject.split('.')[1] ?? ''))
  .map(({ answer }) => answer as Class);

interface Names {
  readonly texts: Set<string>;
  readonly ids: Set<string>;
}

/** Names of all fields with texts or ids in an answer, at any depth. */
function namesIn(type: Class, seen: Set<Class>, found: Names = { texts: new Set(), ids: new Set() }): Names {
  if (seen.has(type)) return found;
  seen.add(type);
  for (const { propertyName, name = '' } of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    if (/uuid/i.test(name)) found.ids.add(propertyName);
    if (/isString/.test(name)) found.texts.add(propertyName);
    const inner = innerOf(type, propertyName);
    if (inner !== undefined && !BUILT_IN.includes(inner)) namesIn(inner, seen, found);
  }
  return found;
}

const innerOf = (type: Class, property: string): Class | undefined =>
  defaultMetadataStorage.findTypeMetadata(type, property)?.typeFunction();

const BUILT_IN: readonly unknown[] = [String, Number, Boolean, Object, Array, Date];

it('knows what kind each text of an answer about people is', () => {
  const known = new Set([...Object.values(names.fields).flat(), ...names.plain]);
  const seen = new Set<Class>();
  const texts = new Set(answers.flatMap((answer) => [...namesIn(answer, seen).texts]));
  expect(texts.size).toBeGreaterThan(100);
  expect([...texts].filter((name) => !known.has(name))).toEqual([]);
});

it('knows of each id in an answer about people whether it is about somebody', () => {
  const known = new Set([...names.subjects, ...names.things, 'id']);
  const seen = new Set<Class>();
  const ids = new Set(answers.flatMap((answer) => [...namesIn(answer, seen).ids]));
  expect(ids.size).toBeGreaterThan(20);
  expect([...ids].filter((name) => !known.has(name))).toEqual([]);
});
