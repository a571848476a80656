import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileKek } from './file-kek';

const DAMAGED = expect.objectContaining({ code: 'record.damaged' }) as Error;
const newKey = (): string => randomBytes(32).toString('base64url');

describe('a file of key encryption keys', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-kek-spec-'));
  const file = join(dir, 'kek.json');
  const write = (content: object, mode = 0o600): void => {
    writeFileSync(file, JSON.stringify(content));
    chmodSync(file, mode);
  };
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('wraps a key for the one that it belongs to', () => {
    write({ current: 1, keys: { 1: newKey() } });
    const kek = new FileKek(file);
    const key = randomBytes(32);
    const wrapped = kek.wrap(key, 'a');
    expect(wrapped).toMatch(/^v1\.[\w-]+$/);
    expect(kek.unwrap(wrapped, 'a')).toEqual(key);
    expect(() => kek.unwrap(wrapped, 'b')).toThrow(DAMAGED);
    expect(() => kek.unwrap('nothing', 'a')).toThrow(DAMAGED);
  });

  it('finds a version that was added since, and says when it lacks one', () => {
    const first = newKey();
    write({ current: 1, keys: { 1: first } });
    const old = new FileKek(file);
    write({ current: 2, keys: { 1: first, 2: newKey() } });
    const key = randomBytes(32);
    const wrapped = new FileKek(file).wrap(key, 'a');
    expect(wrapped).toMatch(/^v2\./);
    expect(old.unwrap(wrapped, 'a')).toEqual(key);
    expect(old.current()).toBe(2);
    write({ current: 1, keys: { 1: first } });
    expect(() => new FileKek(file).unwrap(wrapped, 'a')).toThrow(
      expect.objectContaining({ code: 'keys.unreachable', kind: 'unavailable' }),
    );
  });

  it('is refused where others can read it, and where it is no such file', () => {
    write({ current: 1, keys: { 1: newKey() } }, 0o640);
    expect(() => new FileKek(file)).toThrow(/readable by its owner only/);
    write({ current: 2, keys: { 1: newKey() } });
    expect(() => new FileKek(file)).toThrow(/lacks its current version/);
    write({ current: 1, keys: { 1: randomBytes(16).toString('base64url') } });
    expect(() => new FileKek(file)).toThrow(/has 32 bytes/);
  });
});
