import { Client } from 'pg';
import { testServers, type TestServers } from '#libs/testing';
import type { Request } from '../../services/matching/src/domain/engine/found';
import { Places } from '../../services/matching/src/domain/engine/places';
import { search } from '../../services/matching/src/domain/engine/search';
import { DEFAULT_SETTINGS } from '../../services/matching/src/domain/settings';
import { Municipality, type Place } from '../municipality/municipality';
import { USUAL } from '../municipality/setting';
import { metresFrom } from '../reference/metres';
import { match } from '../reference/reference';
import { SqlMatcher } from './sql-matcher';

jest.setTimeout(120_000);

const BEST = 20;
const SETTINGS = { ...DEFAULT_SETTINGS, weights: { ...DEFAULT_SETTINGS.weights, hostLoad: 3 } };

describe('the matcher in SQL', () => {
  let servers: TestServers;
  let client: Client;

  beforeAll(async () => {
    servers = await testServers();
    client = new Client({ connectionString: servers.databases.matching.ownerUrl });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await servers.stop();
  });

  const load = async (places: readonly Place[]): Promise<SqlMatcher> => {
    const sql = new SqlMatcher(client);
    await sql.load(places);
    return sql;
  };

  const requestOf = (municipality: Municipality, index: number): Request => ({
    ...municipality.seeker(index),
    settings: SETTINGS,
    today: USUAL.today,
  });

  it.each([
    ['well known', 3, 0.02],
    ['hardly known', 4, 0.2],
  ])('gives the answers of the reference and of the engine where places are %s', async (_, seed, nulls) => {
    const municipality = new Municipality({
      ...USUAL,
      seed,
      nulls,
      resources: 400,
      oddities: 0.05,
      disclosures: [5, 40],
    });
    const places = [...municipality.places()];
    const sql = await load(places);
    const engine = Places.build(places.map(({ menu }) => menu));
    for (const { menu, capacity, load: carried } of places) engine.learnCapacity(menu.menuId, capacity, carried);
    let results = 0;
    for (let index = 0; index < 120; index += 1) {
      const request = requestOf(municipality, index);
      if (request.profile.consent?.matching !== 'granted') continue;
      const wanted = match(request, places, metresFrom(request));
      const { counts, compared, outOfReach } = wanted;
      const answer = await sql.match(request, BEST);
      expect(answer).toMatchObject({ counts, compared, outOfReach });
      const found = search(engine, request, { limit: BEST, misses: 0 });
      expect(answer.ids).toEqual(found.candidates.map(({ menuId }) => menuId));
      expect(answer.scores).toEqual(found.candidates.map(({ score }) => score?.total));
      expect(await sql.eligibleIds(request)).toHaveLength(
        wanted.judged.filter(({ codes }) => codes.length === 0).length,
      );
      results += answer.ids.length;
    }
    expect(results).toBeGreaterThan(20);
  });

  it('says how long the server itself took', async () => {
    const municipality = new Municipality({ ...USUAL, nulls: 0 });
    const sql = await load([...municipality.places()]);
    expect(await sql.executionMs(requestOf(municipality, 1), BEST)).toBeGreaterThan(0);
  });

  it('says what went wrong in a load', async () => {
    const [place] = new Municipality(USUAL).places();
    if (place === undefined) throw new Error('no place');
    const unknown = { ...place, menu: { ...place.menu, menuId: 'no id' } };
    await expect(load([unknown])).rejects.toThrow(/uuid/);
  });
});
