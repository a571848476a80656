import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASES } from '../embedded/services';
import { ROOT } from '../paths';

const read = (path: string): string => readFileSync(join(ROOT, 'deploy', path), 'utf8');

describe('backups', () => {
  const { keptDays } = JSON.parse(read('backups.json')) as {
    readonly keptDays: { readonly keys: number; readonly others: number };
  };
  const text = read('README.md').replace(/\s+/g, ' ');

  it('of the key store are taken apart from the others and live shorter', () => {
    expect(keptDays.keys).toBeLessThan(keptDays.others);
    expect(text).toContain(`${keptDays.keys} days (key store) and ${keptDays.others} days (all others)`);
    const [, apart = ''] = /pg_dump -U postgres --format=custom tsunagi_keys > (\S+)/.exec(text) ?? [];
    expect(apart).toBe('key-store/tsunagi_keys.dump');
  });

  it('name every database', () => {
    for (const database of DATABASES) expect(text).toContain(`tsunagi_${database}`);
  });
});
