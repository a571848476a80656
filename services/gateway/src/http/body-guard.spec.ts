import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { parseBody, parseQuery } from './body-guard';

const read = (text: string): unknown => parseBody('application/json', Buffer.from(text));

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
}

describe('the guard of bodies', () => {
  it('gives back what JSON.parse gives for any harmless value', () => {
    const harmless = fc
      .jsonValue({ maxDepth: 6, noUnicodeString: false })
      .filter((value) => !/\\u0000|\\ud[89a-f]|__proto__|constructor|prototype/i.test(JSON.stringify(value)));
    fc.assert(
      fc.property(harmless, (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('answers any bytes at all, and never with a bug', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codeOf(() => parseBody('application/json', Buffer.from(bytes)))).not.toBe('bug');
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0d8ae1 ') }), (text) => {
        expect(codeOf(() => read(text))).not.toBe('bug');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":"{[:]}\\"::[["}', 'taken'],
    [`${'['.repeat(32)}${']'.repeat(32)}`, 'taken'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'body.too-deep'],
    ['['.repeat(65_000), 'body.too-deep'],
    [`[${'0,'.repeat(9_998)}0]`, 'taken'],
    [`[${'0,'.repeat(9_999)}0]`, 'body.too-many-nodes'],
    ['{"a":{"b":1,"b":2}}', 'body.repeated-key'],
    ['{"a":1,"\\u0061":2}', 'body.repeated-key'],
    ['{"a":[{"prototype":1}]}', 'body.reserved-key'],
    ['"\\ud83d\\ude00"', 'taken'],
    ['"\\ud83d"', 'text.unstorable'],
    ['-1e400', 'body.number'],
    ['NaN', 'body.not-json'],
    ['{"a":1}}', 'body.not-json'],
    ['{"a":"', 'body.not-json'],
    ['{"a":"\\', 'body.not-json'],
  ])('%.30s… → %s', (text, code) => {
    expect(codeOf(() => read(text))).toBe(code);
  });

  it.each([
    ['application/json', 'taken'],
    ['application/json; charset=utf-8', 'taken'],
    ['Application/JSON;charset="UTF-8"', 'taken'],
    ['application/json; charset=utf-16', 'body.media-type'],
    ['application/json; charset=utf-8; x=y', 'body.media-type'],
    ['application/json5', 'body.media-type'],
    [undefined, 'body.media-type'],
  ])('%s → %s', (type, code) => {
    expect(codeOf(() => parseBody(type, Buffer.from('{}')))).toBe(code);
  });
});

describe('the guard of query strings', () => {
  it('gives back what was encoded', () => {
    const words = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme', maxLength: 20 }));
    fc.assert(
      fc.property(words, (given) => {
        const harmless = Object.fromEntries(
          Object.entries(given).filter(([name, value]) => name !== 'constructor' && !value.includes('\0')),
        );
        expect(parseQuery(new URLSearchParams(harmless).toString())).toEqual(harmless);
      }),
    );
  });

  it('answers anything, and never with a bug', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'%&=+aE3F0_') }), (text) => {
        expect(codeOf(() => parseQuery(text))).not.toBe('bug');
      }),
    );
  });
});
