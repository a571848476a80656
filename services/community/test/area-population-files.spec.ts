import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkPopulation } from '../src/domain/areas/population';
import { openReader } from '../src/imports/reading/detect';
import { readRecords } from '../src/imports/reading/reader';

const ROOT = resolve(__dirname, '..', '..', '..', '..', 'shared', 'opendata');
const AGES = [...Array.from({ length: 17 }, (_, index) => `${index * 5}-${index * 5 + 4}歳`), '85歳以上'];
const HEAD = '全国地方公共団体コード,地域コード,地方公共団体名,調査年月日,地域名,総人口,男性,女性';
/** Invented: as many of an age as its place in the row, women twice as many. */
const PEOPLE = AGES.map((_, index) => index + 1);

const alternating = [
  `${HEAD},${AGES.flatMap((age) => [`${age}の男性`, `${age}の女性`]).join()},世帯数,備考`,
  `082333,1,架空市,2026/3/31,東町,513,171,342,${PEOPLE.flatMap((n) => [n, 2 * n]).join()},200,`,
].join('\r\n');
const menFirst = [
  `${HEAD},${[...AGES.map((age) => `${age}の男性`), ...AGES.map((age) => `${age}の女性`)].join()},世帯数,備考`,
  `082333,1,架空市,2026/3/31,東町,513,171,342,${[...PEOPLE, ...PEOPLE.map((n) => 2 * n)].join()},200,`,
].join('\r\n');

async function populationsIn(file: Buffer) {
  const plan = openReader(file);
  if (!('family' in plan)) throw new Error('The file cannot be read.');
  const found = [];
  for await (const { population } of readRecords([file], plan)) {
    if (population) found.push(population);
  }
  return found;
}

describe('people by area and age in open data', () => {
  it('are the same from both layouts, whose columns stand in another order', async () => {
    const [one] = await populationsIn(Buffer.from(alternating));
    const [other] = await populationsIn(Buffer.from(menFirst));
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      areaCode: '1',
      asOf: '2026-03-31',
      total: 513,
      male: 171,
      female: 342,
      households: 200,
    });
    expect(one?.byAge).toHaveLength(18);
    expect(one?.byAge.at(-1)).toEqual({ from: 85, to: null, male: 18, female: 36 });
  });

  const files = ['namegata/population.csv', 'ichikawa/population_by_area_and_age.sample.cp932.csv'].map((name) => {
    const path = resolve(ROOT, name);
    return [existsSync(path) ? name : `${name} (not here: ../shared/opendata)`, path] as const;
  });
  it.each(files)('of %s fit the rules for an area', async (_, path) => {
    if (!existsSync(path)) return;
    const populations = await populationsIn(readFileSync(path));
    expect(populations.length).toBeGreaterThan(2);
    for (const population of populations) {
      checkPopulation(population);
      expect(population.byAge).toHaveLength(18);
      const people = population.byAge.reduce((sum, { male, female }) => sum + (male ?? 0) + (female ?? 0), 0);
      expect([population.areaCode, people]).toEqual([population.areaCode, population.total]);
    }
  });
});
