import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { readText, textOf } from './text-body';

const read = (type: string | undefined, bytes: Buffer | string): string =>
  readText(type, Buffer.from(bytes as string)).text;

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
}

describe('a text', () => {
  it('is UTF-8 with or without its mark, or the code page of spreadsheets where the header says so', () => {
    expect(read('text/csv', 'メニュー番号,定員')).toBe('メニュー番号,定員');
    expect(read('text/csv; charset="UTF-8"', '\ufeff定員')).toBe('定員');
    // 「①㈱髙」 as Excel saves it: NEC special characters and an IBM extension.
    const excel = Buffer.from([0x87, 0x40, 0x87, 0x8a, 0xfb, 0xfc]);
    for (const charset of ['Shift_JIS', 'cp932', 'Windows-31J']) {
      expect(read(`text/csv; charset=${charset}`, excel)).toBe('①㈱髙');
    }
  });

  it.each([
    ['text/csv', Buffer.from([0x83, 0x41]), 'body.charset'],
    ['text/csv; charset=shift_jis', Buffer.from([0x83, 0xff]), 'body.charset'],
    ['text/csv; charset=utf-7', 'a', 'body.media-type'],
    ['text/plain', 'a', 'body.media-type'],
    ['application/x-ndjson; charset=shift_jis', '{}', 'body.media-type'],
    [undefined, 'a', 'body.media-type'],
    ['text/csv', 'a\u0000b', 'text.unstorable'],
    ['text/csv', 'a\u0007b', 'text.control'],
    ['application/x-ndjson', `{"a":1}\n${'['.repeat(40)}`, 'body.too-deep'],
    ['application/x-ndjson', '{"a":1,"a":2}', 'body.repeated-key'],
    ['application/x-ndjson', '{"__proto__":{}}', 'body.reserved-key'],
    ['application/x-ndjson', '{"a":1}\nno JSON at all\n', 'taken'],
  ])('%s is read or refused by its code (%#)', (type, bytes, code) => {
    expect(codeOf(() => read(type, bytes))).toBe(code);
  });

  it('of any bytes is never a bug', () => {
    const types = fc.constantFrom(
      'text/csv',
      'application/x-ndjson',
      'text/csv; charset=shift_jis',
      'text/csv; charset=',
    );
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 200 }), (type, bytes) => {
        expect(codeOf(() => read(type, Buffer.from(bytes)))).not.toBe('bug');
      }),
    );
  });

  it('is no longer than the bus carries, whatever its letters become', () => {
    const body = readText('text/csv', Buffer.alloc(500 * 1024, '"'));
    expect(codeOf(() => textOf({ body }))).toBe('body.too-large');
    expect(textOf({ body: [{ a: 1 }] })).toEqual({ mediaType: 'application/json', text: '[{"a":1}]' });
  });
});
