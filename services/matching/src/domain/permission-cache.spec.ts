import { KEEP_MS, PermissionCache } from './permission-cache';

const ask = (cache: PermissionCache, ms: number, person = 'p') => cache.allowed('990019', person, 'scope', ms);

it('keeps a yes for thirty seconds and not a moment longer', () => {
  const cache = new PermissionCache();
  cache.keep('990019', 'p', 'scope', cache.begin(), 0);
  expect(ask(cache, KEEP_MS - 1)).toBe(true);
  expect(ask(cache, KEEP_MS)).toBe(false);
  expect(cache.allowed('990027', 'p', 'scope', 1)).toBe(false);
  expect(cache.allowed('990019', 'p', 'other', 1)).toBe(false);
});

it('does not take in an answer that was asked for before the person was dropped', () => {
  const cache = new PermissionCache();
  const begun = cache.begin();
  cache.drop('990019', 'p');
  cache.keep('990019', 'p', 'scope', begun, 0);
  expect(ask(cache, 1)).toBe(false);
  cache.keep('990019', 'p', 'scope', cache.begin(), 0);
  expect(ask(cache, 1)).toBe(true);
  cache.drop('990019', 'p');
  expect(ask(cache, 1)).toBe(false);
});

it('forgets what is old when it grows', () => {
  const cache = new PermissionCache();
  for (let person = 0; person <= 10_001; person += 1)
    cache.keep('990019', `p${person}`, 'scope', 0, person < 10_000 ? 0 : KEEP_MS);
  expect(ask(cache, KEEP_MS, 'p10001')).toBe(true);
  expect(ask(cache, 1, 'p1')).toBe(false);
});
