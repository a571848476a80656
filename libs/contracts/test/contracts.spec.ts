import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRole, SERVICES } from '#libs/kernel';
import { parseFact } from '#libs/messaging';
import { getMetadataStorage } from 'class-validator';
import * as contracts from '../src';

const SAMPLES = join(__dirname, '..', 'samples');
const SUBJECT = new RegExp(`^(?:evt|rpc)\\.(?:${SERVICES.join('|')})\\.[a-z0-9.-]+\\.v\\d+$`);
/** Fields that would carry a person's identity, whereabouts or words. Notes travel as `noteRef` only. */
const PERSONAL = new Set(
  'name kana furigana address street postal tel telephone phone mobile fax mail email birth birthday birthdate born gender sex text words prose comment memo note notes message remark reason_text diagnosis lat lng point location photo my_number'.split(
    ' ',
  ),
);

type Contract = contracts.Shape & { readonly subject: string };
const isContract = (value: unknown): value is Contract =>
  typeof value === 'function' && typeof (value as Partial<Contract>).subject === 'string';

const ALL = Object.values(contracts as Record<string, unknown>).filter(isContract);
const EVENTS = ALL.filter(({ subject }) => subject.startsWith('evt.')) as (Contract & contracts.EventType)[];
const REQUESTS = ALL.filter(({ subject }) => subject.startsWith('rpc.')) as (Contract & contracts.RequestType)[];

const fieldsOf = (contract: contracts.Shape): readonly string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(contract, '', true, false)
      .map(({ propertyName }) => propertyName),
  ),
];

const sampleOf = (subject: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(SAMPLES, `${subject}.json`), 'utf8')) as Record<string, unknown>;

/** `birthDate` → birth, date, birth date. */
const wordsOf = (field: string): readonly string[] => {
  const words = field
    .replace(/([A-Z])/g, '_$1')
    .toLowerCase()
    .split('_');
  return [...words, words.join('')];
};
const isReference = (field: string): boolean => /(?:Ref|Id|Ids)$/.test(field);
const isPersonal = (field: string): boolean => !isReference(field) && wordsOf(field).some((word) => PERSONAL.has(word));

const deepKeys = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(deepKeys);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...deepKeys(part)]);
};

describe('contracts', () => {
  it('are there', () => {
    expect(EVENTS.length).toBeGreaterThan(0);
    expect(REQUESTS.length).toBeGreaterThan(0);
  });

  it('have subjects of the agreed form, each once, with the version that the class name says', () => {
    expect(ALL.filter(({ subject }) => !SUBJECT.test(subject)).map(({ subject }) => subject)).toEqual([]);
    expect(new Set(ALL.map(({ subject }) => subject)).size).toBe(ALL.length);
    for (const { name, subject } of ALL)
      expect([name, /V\d+$/.exec(name)?.[0].toLowerCase()]).toEqual([name, subject.split('.').at(-1)]);
  });
});

describe.each(EVENTS.map((event) => [event.name, event] as const))('the event %s', (_, event) => {
  it('has a sample that is complete and still valid', () => {
    const sample = sampleOf(event.subject);
    expect(Object.keys(sample).sort()).toEqual([...fieldsOf(event)].sort());
    expect(parseFact(event, sample)).toBeInstanceOf(event);
  });

  it('is refused where a field of its sample is missing, unless it may be unknown', () => {
    const sample = sampleOf(event.subject);
    const needed = ['version', event.aggregate];
    for (const field of needed) expect(() => parseFact(event, { ...sample, [field]: undefined })).toThrow();
  });

  it('names its aggregate and carries nothing about a person but references and codes', () => {
    expect(fieldsOf(event)).toEqual(expect.arrayContaining([event.aggregate, 'version']));
    expect(deepKeys(sampleOf(event.subject)).filter(isPersonal)).toEqual([]);
  });
});

describe('samples', () => {
  it('belong to an event each', () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(EVENTS.map(({ subject }) => `${subject}.json`).sort());
  });
});

describe.each(REQUESTS.map((request) => [request.name, request] as const))('the request %s', (_, request) => {
  it('has an answer with rules and says who may ask', () => {
    expect(fieldsOf(request.answer).length).toBeGreaterThan(0);
    expect(request.allow.length).toBeGreaterThan(0);
    expect(request.allow.filter((role) => !isRole(role))).toEqual([]);
    expect(new Set(request.allow).size).toBe(request.allow.length);
    expect([undefined, true, false]).toContain(request.reads);
  });
});

describe('the watch on personal data', () => {
  it.each([
    'name',
    'personName',
    'birthDate',
    'dateOfBirth',
    'phone',
    'phoneNumber',
    'homeAddress',
    'noteText',
    'kana',
  ])('sees %s', (field) => {
    expect(isPersonal(field)).toBe(true);
  });

  it.each(['personRef', 'noteRef', 'startedOn', 'reportedAt', 'state', 'orgIds'])('lets %s pass', (field) => {
    expect(isPersonal(field)).toBe(false);
  });

  // A list passes `ValidateNested` where an object is meant: `need: []` would reach the command.
  it('refuse a list in the place of an object, and a list of lists in the place of a list', () => {
    const loose = REQUESTS.flatMap((request) => {
      const rules = getMetadataStorage().getTargetValidationMetadatas(request, '', true, false);
      const nested = rules.filter(({ type }) => type === 'nestedValidation').map(({ propertyName }) => propertyName);
      const guarded = new Set(rules.filter(({ name }) => name === 'isObject').map(({ propertyName }) => propertyName));
      return nested.filter((field) => !guarded.has(field)).map((field) => `${request.subject} ${field}`);
    });
    expect(loose).toEqual([]);
  });
});
