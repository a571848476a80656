import { AppError } from '#libs/kernel';
import fc from 'fast-check';
import { filled, type Given } from './answers';
import { type CodeEdition, codesOn, inForceOn, refuseBeginningInPast, refuseTwice } from './codes';
import { checkDefinition, formFor, listsOf, resolve } from './form';
import type { FormDefinition, FormEdition, FormKind, RecordFacts } from './form-types';
import { STANDARD_FORMS } from './standard-forms';

const KINDS = Object.keys(STANDARD_FORMS) as FormKind[];
const DAYS = ['2026-04-01', '2026-10-01', '2027-04-01', '2027-04-02'];
const aDay = fc.constantFrom(...DAYS);

const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return error instanceof AppError ? error.fields.map(({ field, rule }) => `${field} ${rule}`) : ['bug'];
  }
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
};

const listsFor = (form: FormDefinition, day: string, editions: readonly CodeEdition[] = []) =>
  new Map(listsOf(form).map((list) => [list, codesOn(list, editions, day)]));

describe('the standard forms', () => {
  it.each(KINDS)('%s can be used as they are, with every code list there', (kind) => {
    const form = formFor(kind, '2026-11-21', []);
    expect(form.edition).toBe('standard-1');
    expect(problemsOf(() => checkDefinition(form, listsFor(form, '2026-11-21')))).toEqual([]);
    expect(/[FE][::]/.test(form.source)).toBe(true);
  });

  it('ask for the five fields of a consultation and require nothing else', () => {
    const five = ['receivedOn', 'channel', 'chiefComplaint', 'urgency', 'consentState'];
    for (const kind of KINDS) {
      const required = STANDARD_FORMS[kind].fields.filter((field) => field.required);
      const intake = kind.startsWith('intake');
      expect([kind, required.map(({ key }) => key)]).toEqual([kind, intake ? five : []]);
      expect(required.every(({ from, key }) => from === key)).toBe(true);
    }
  });
});

describe('an edition', () => {
  const editions = fc
    .array(aDay, { maxLength: 6 })
    .map((days) => days.map((validFrom, index) => ({ id: String(index), number: String(index + 1), validFrom })));
  /** As a table gives them: in no order. */
  const unordered = <T>(all: readonly T[]): readonly T[] => all.toReversed();

  it('counts from its day on until a later one does, the last entered of one day', () => {
    fc.assert(
      fc.property(editions, aDay, (all, day) => {
        const form = formFor(
          'assessment',
          day,
          unordered(all).map((one): FormEdition => ({ ...one, definition: DEFINITION })),
        );
        const begun = all.filter(({ validFrom }) => validFrom <= day);
        const latest = begun.map(({ validFrom }) => validFrom).reduce((a, b) => (a > b ? a : b), '');
        const last = begun.filter(({ validFrom }) => validFrom === latest).at(-1);
        expect(form.edition).toBe(last?.id ?? 'standard-1');
      }),
    );
  });

  it('entered for days to come changes no day that is over', () => {
    fc.assert(
      fc.property(editions, aDay, aDay, (all, day, later) => {
        fc.pre(later > day);
        const more = [...all, { id: 'new', number: '99', validFrom: later }];
        expect(inForceOn(more, day)).toEqual(inForceOn(all, day));
      }),
    );
  });

  it('begins tomorrow at the earliest', () => {
    expect(codeOf(() => refuseBeginningInPast('2026-11-21', '2026-11-21'))).toBe('edition.valid-from-past');
    expect(codeOf(() => refuseBeginningInPast('2026-11-22', '2026-11-21'))).toBe('done');
  });
});

const SECTION = { key: 'one', ja: '一' };
const text = { key: 'words', section: 'one', ja: '言葉', kind: 'text' as const, required: true, maxLength: 5 };
const coded = { key: 'what', section: 'one', ja: '何', kind: 'codes' as const, list: 'urgency', required: false };
const DEFINITION: FormDefinition = { titleJa: '試し', source: 'E:', sections: [SECTION], fields: [text, coded] };

describe('a definition', () => {
  const check = (more: Partial<FormDefinition>) => {
    const definition = { ...DEFINITION, ...more };
    return problemsOf(() => checkDefinition(definition, listsFor(definition, '2026-11-21')));
  };

  it('is refused where it could not be filled in', () => {
    expect(check({})).toEqual([]);
    expect(check({ fields: [{ ...text, key: 'constructor' }] })).toEqual(['fields.0.key reserved']);
    expect(check({ fields: [text, text] })).toEqual(['fields.1.key unique']);
    expect(check({ fields: [{ ...text, section: 'two' }] })).toEqual(['fields.0.section known']);
    expect(check({ sections: [SECTION, SECTION] })).toEqual(['sections unique']);
    expect(check({ fields: [{ ...coded, list: 'nothing' }] })).toEqual(['fields.0.list known']);
    const { list: _, ...listless } = coded;
    expect(check({ fields: [listless] })).toEqual(['fields.0.list known']);
    expect(check({ fields: [{ ...text, list: 'urgency' }] })).toEqual(['fields.0.list notHere']);
    const { maxLength: __, ...boundless } = text;
    expect(check({ fields: [boundless] })).toEqual(['fields.0.maxLength required']);
  });
});

describe('code lists of a municipality', () => {
  const edition = (number: string, validFrom: string, code: string, offered = true, ja = '独自'): CodeEdition => ({
    number,
    validFrom,
    entries: [{ code, ja, offered }],
  });

  it('keep every code of the product, in the municipality’s words', () => {
    const codes = codesOn('urgency', [edition('1', '2026-04-01', 'high', false, '数日のうち')], '2026-04-01');
    expect(codes?.map(({ code, offered }) => `${code} ${String(offered)}`)).toEqual([
      'emergency true',
      'high false',
      'normal true',
    ]);
    expect(codes?.find(({ code }) => code === 'high')?.ja).toBe('数日のうち');
    expect(codesOn('urgency', [edition('1', '2026-04-02', 'high', false)], '2026-04-01')?.[1]?.offered).toBe(true);
  });

  it('keep the official wording where only the screen’s changes', () => {
    const codes = codesOn('contactResults', [edition('1', '2026-04-01', 'refused')], '2026-04-01');
    const refused = codes?.find(({ code }) => code === 'refused');
    expect(refused?.ja).toBe('独自');
    expect(refused?.officialJa).toBeDefined();
  });

  it('may be the municipality’s own, from their day on', () => {
    const own = [edition('1', '2026-10-01', 'cat')];
    expect(codesOn('pets', own, '2026-09-30')).toBeUndefined();
    expect(codesOn('pets', own, '2026-10-01')).toHaveLength(1);
    expect(
      codeOf(() =>
        refuseTwice([
          { code: 'a', ja: 'a' },
          { code: 'a', ja: 'b' },
        ]),
      ),
    ).toBe('code-list.code-twice');
  });

  it('offer what is offered, and what stood there before', () => {
    const form = formFor('assessment', '2026-11-21', [
      { id: 'x', number: '1', validFrom: '2026-04-01', definition: DEFINITION },
    ]);
    const lists = listsFor(DEFINITION, '2026-11-21', [edition('1', '2026-04-01', 'high', false)]);
    const codes = (before = {}): readonly string[] | undefined =>
      resolve(form, lists, before).options['what']?.map(({ code }) => code);
    expect(codes()).toEqual(['emergency', 'normal']);
    expect(codes({ what: ['high'] })).toEqual(['emergency', 'high', 'normal']);
  });
});

describe('answers', () => {
  const RECORD = { receivedOn: '2026-11-21', callerKind: null } as unknown as RecordFacts;
  const fields = [
    { ...text, required: false },
    coded,
    { ...coded, key: 'one', kind: 'code' as const },
    { key: 'day', section: 'one', ja: '日', kind: 'day' as const, required: false },
    { key: 'count', section: 'one', ja: '数', kind: 'number' as const, required: false },
    { key: 'yes', section: 'one', ja: '可否', kind: 'yes_no' as const, required: false },
    { key: 'on', section: 'one', ja: '受付日', kind: 'day' as const, required: true, from: 'receivedOn' as const },
    {
      key: 'who',
      section: 'one',
      ja: '来談者',
      kind: 'text' as const,
      required: false,
      maxLength: 9,
      from: 'callerKind' as const,
    },
  ];
  const definition = { ...DEFINITION, fields };
  const form = resolve(
    formFor('assessment', '2026-11-21', [{ id: 'x', number: '1', validFrom: '2026-04-01', definition }]),
    listsFor(definition, '2026-11-21'),
  );
  const fill = (...given: Given[]) => filled(form, given, RECORD);
  const wrong = (...given: Given[]): readonly string[] => problemsOf(() => fill(...given));

  it('are kept by key, with what the record says', () => {
    const given: Given[] = [
      { key: 'words', text: '五文字まで' },
      { key: 'what', codes: ['high', 'normal'] },
      { key: 'one', codes: ['high'] },
      { key: 'day', day: '2026-11-22' },
      { key: 'count', amount: 0 },
      { key: 'yes', yes: false },
    ];
    expect(fill(...given)).toEqual({
      ...{ words: '五文字まで', what: ['high', 'normal'], one: ['high'], day: '2026-11-22', count: 0, yes: false },
      on: '2026-11-21',
    });
  });

  it.each<readonly [string, Given]>([
    ['words text', { key: 'words', text: '六文字になる' }],
    ['words text', { key: 'words', codes: ['high'] }],
    ['words text', { key: 'words', text: 'a', amount: 1 }],
    ['words text', { key: 'words' }],
    ['what codes', { key: 'what', codes: ['none_such'] }],
    ['what codes', { key: 'what', text: 'high' }],
    ['one code', { key: 'one', codes: ['high', 'normal'] }],
    ['one code', { key: 'one', codes: [] }],
    ['day day', { key: 'day', text: '2026-11-22' }],
    ['count number', { key: 'count', text: '3' }],
    ['yes yes_no', { key: 'yes', amount: 1 }],
    ['nowhere known', { key: 'nowhere', text: 'x' }],
    ['on fromRecord', { key: 'on', day: '2026-11-01' }],
  ])('are refused: %s', (problem, given) => {
    expect(wrong(given)).toEqual([`answers.${problem}`]);
  });

  it('are refused twice for one field, and missing where they are needed', () => {
    expect(wrong({ key: 'yes', yes: true }, { key: 'yes', yes: true })).toEqual(['answers.yes once']);
    const nothing = { ...RECORD, receivedOn: null };
    expect(problemsOf(() => filled(form, [], nothing))).toEqual(['answers.on required']);
  });
});
