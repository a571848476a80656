import { databaseError, isRetryable } from './sql-errors';

const driver = (code: string, message = 'some value'): Error => Object.assign(new Error(message), { code });

describe('a failure of the database', () => {
  it.each([
    ['22P02', 'invalid', 'value-refused'],
    ['22021', 'invalid', 'value-refused'],
    ['54001', 'invalid', 'value-refused'],
    ['23505', 'conflict', 'already-exists'],
    ['23503', 'conflict', 'reference-missing'],
    ['55P03', 'unavailable', 'database.locked'],
    ['57P01', 'unavailable', 'database.unreachable'],
    ['53300', 'unavailable', 'database.unreachable'],
    ['ECONNREFUSED', 'unavailable', 'database.unreachable'],
    ['EPIPE', 'unavailable', 'database.unreachable'],
  ])('%s is %s to the caller', (code, kind, meaning) => {
    expect(databaseError(driver(code))).toMatchObject({ kind, code: meaning });
    expect((databaseError(driver(code)) as Error).message).not.toContain('some value');
  });

  it('stays what it is where the same work may succeed at once', () => {
    expect(isRetryable(driver('40001'))).toBe(true);
    expect(databaseError(driver('40P01'))).toMatchObject({ code: '40P01' });
  });

  it('stays a bug where nothing is known of it', () => {
    const bug = driver('42P01');
    expect(databaseError(bug)).toBe(bug);
  });
});
