import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json';
import { explained, rank, type RankInput } from '../domain/engine';
import { Places } from '../domain/engine/places';
import { search } from '../domain/engine/search';
import { extrasOf } from '../domain/ranking-extras';
import { rulesCases } from '../domain/rules-cases-fixtures';
import { RULES_VERSION, RULES_VERSIONS } from '../domain/rules-version';
import { DEFAULT_SETTINGS } from '../domain/settings';
import { fingerprintOf } from './ranker';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The whole answer, as a search would give it. */
function answerTo({ profile, need, settings, today, now, menus, capacityOf, loadOf }: RankInput): string {
  const places = Places.build(menus);
  for (const { menuId, orgId } of menus) places.learnCapacity(menuId, capacityOf(menuId), loadOf(orgId));
  const shown = new Map(menus.map((facts) => [facts.menuId, { facts, capacity: capacityOf(facts.menuId) }] as const));
  const request = { profile, need, settings, today };
  const found = search(places, request, { limit: 100, misses: 100 });
  const result = explained(request, found, (menuId) => shown.get(menuId)?.facts ?? null, now);
  const extras = extrasOf(request, found, result, (menuId) => shown.get(menuId) ?? null);
  return fingerprintOf({
    result,
    extras,
    notProposedAgain: [],
    settings,
    shown,
    snapshot: '',
    knownMenus: menus.length,
  });
}

const answers = (cases: readonly RankInput[]): string => sha256(cases.map(answerTo).join('\n'));

it('are cases that say something: every outcome, most codes, and many terms', () => {
  const results = rulesCases().map(rank);
  expect([...new Set(results.map(({ outcome }) => outcome))].sort()).toEqual([
    'blocked_consent',
    'develop_resource',
    'needs_human_review',
    'proposal',
  ]);
  expect(new Set(results.flatMap(({ excluded }) => excluded.flatMap(({ codes }) => codes))).size).toBeGreaterThan(20);
  expect(results.filter(({ candidates }) => candidates.length > 1).length).toBeGreaterThan(10);
});

/** Someone looks at an old ranking months later: the same version has to give the same answer. */
it('gives the answers of its version: other rules, words or settings are another version', () => {
  const now = {
    rules: RULES_VERSION,
    answers: answers(rulesCases()),
    settings: sha256(canonicalJson(DEFAULT_SETTINGS)),
  };
  const known = RULES_VERSIONS.at(-1);
  if (canonicalJson(known) !== canonicalJson(now)) {
    throw new Error(
      `This build answers differently from ${known?.rules}. If that is meant, add a version to ` +
        `domain/rules-version.json (never change one that was released; settings: also a new version in ` +
        `matching-settings.json):\n${JSON.stringify({ ...now, rules: 'rules-YYYY-MM-N' })}`,
    );
  }
});

it('never has two versions of one name, nor one fingerprint under two names', () => {
  expect(new Set(RULES_VERSIONS.map(({ rules }) => rules)).size).toBe(RULES_VERSIONS.length);
  expect(new Set(RULES_VERSIONS.map((each) => `${each.answers} ${each.settings}`)).size).toBe(RULES_VERSIONS.length);
});

it('sees the smallest change of a weight', () => {
  const settings = { ...DEFAULT_SETTINGS, weights: { ...DEFAULT_SETTINGS.weights, free: 3 } };
  const cases = rulesCases();
  expect(answers(cases.map((kase) => ({ ...kase, settings })))).not.toBe(answers(cases));
});
