import { AppError } from '#libs/kernel';

const JAPANESE = /[぀-ヿ一-鿿]/;

/**
 * The code of the refusal, «done» where there was none; and that it can be understood: whoever is refused is told
 * in words what, and where fields are wrong how to mend them.
 */
export function refusal(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).toMatch(/ .*\.$/);
    if (error.kind === 'invalid') expect(error.fields).not.toHaveLength(0);
    for (const { field, rule, mend } of error.fields) {
      expect([field, rule]).toEqual([expect.stringMatching(/^[a-z]/i), expect.stringMatching(/^[a-z]/i)]);
      expect(mend).toMatch(JAPANESE);
    }
    return error.code;
  }
}
