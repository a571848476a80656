import { AppError } from '#libs/kernel';
import { type CodeEdition, codesOn, refuseChangeOfFixed, refuseUnoffered } from './codes';

const problemsOf = (work: () => void): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return error instanceof AppError ? [error.code, ...error.fields.map((one) => `${one.field} ${one.rule}`)] : ['bug'];
  }
};

describe('a code that a request names', () => {
  const channels: readonly CodeEdition[] = [
    {
      number: '1',
      validFrom: '2026-10-01',
      entries: [
        { code: 'phone', ja: '電話', offered: false },
        { code: 'library_desk', ja: '図書館の窓口', offered: true },
      ],
    },
    { number: '2', validFrom: '2027-04-01', entries: [{ code: 'library_desk', ja: '図書館', offered: false }] },
  ];
  const asked = (code: string, day: string, list = 'channels') =>
    problemsOf(() => {
      refuseUnoffered([{ field: 'channel', list, code }], new Map([[list, codesOn(list, channels, day)]]));
    });

  it.each([
    ['phone', '2026-09-30', []],
    ['phone', '2026-10-01', ['fields.invalid', 'channel offered']],
    ['library_desk', '2026-09-30', ['fields.invalid', 'channel isIn']],
    ['library_desk', '2026-10-01', []],
    ['library_desk', '2027-03-31', []],
    ['library_desk', '2027-04-01', ['fields.invalid', 'channel offered']],
    ['counter', '2027-04-01', []],
    ['no_such_code', '2027-04-01', ['fields.invalid', 'channel isIn']],
  ])('%s on %s', (code, day, problems) => {
    expect(asked(code, day)).toEqual(problems);
  });

  it('is refused where there is no such list', () => {
    expect(
      problemsOf(() => {
        refuseUnoffered([{ field: 'x', list: 'nothing', code: 'a' }], new Map());
      }),
    ).toEqual(['fields.invalid', 'x isIn']);
  });

  it('is called by the word of the day in what is said to mend it', () => {
    const lists = new Map([['channels', codesOn('channels', channels, '2026-10-01')]]);
    expect(() => {
      refuseUnoffered([{ field: 'channel', list: 'channels', code: 'phone' }], lists);
    }).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ mend: expect.stringContaining('電話') })] }),
    );
  });
});

describe('a list on which a law or a machine rests', () => {
  const entered = (list: string, code: string, offered: boolean) =>
    problemsOf(() => {
      refuseChangeOfFixed(list, [
        { code: 'consent', ja: '本人の同意', offered: true },
        { code, ja: '言葉', offered },
      ]);
    });

  it('gets other words only', () => {
    expect(entered('disclosureBases', 'art106_6', true)).toEqual([]);
    expect(entered('disclosureBases', 'mayors_wish', true)).toEqual(['code-list.fixed', 'entries.1.code fixed']);
    expect(entered('disclosureBases', 'art106_6', false)).toEqual(['code-list.fixed', 'entries.1.offered fixed']);
    expect(entered('disclosureBases', 'mayors_wish', false)).toHaveLength(3);
  });

  it('is no other list', () => {
    expect(entered('channels', 'library_desk', true)).toEqual([]);
    expect(entered('channels', 'phone', false)).toEqual([]);
    expect(entered('pets', 'cat', true)).toEqual([]);
  });
});
