import { covers, DEEDS, expectation, NAMED_SUBJECTS } from './bus-cells';
import { REQUESTS, unguarded } from './door-matrix';
import { forgeriesOf } from './forgeries';
import { ROUTES, undeclared } from './role-matrix';
import sensitive from './sensitive-cells.json';
import { Signer } from './signer';
import { generateKeyPairSync } from 'node:crypto';

describe('the expectation of the proof of access', () => {
  it('knows every request, and each says who may ask', () => {
    expect(unguarded(REQUESTS)).toEqual([]);
    expect(unguarded([{ subject: 'rpc.intake.forgotten.v1', allow: [] }])).toEqual(['rpc.intake.forgotten.v1']);
    expect(ROUTES.filter(({ allow }) => allow.length === 0)).toEqual([]);
  });

  it('has a row for every subject of the contracts', () => {
    const may = expectation();
    for (const subject of NAMED_SUBJECTS) {
      const owner = subject.split('.')[1] as 'intake';
      expect([subject, may(owner, subject.startsWith('evt.') ? 'publish' : 'subscribe', subject)]).toEqual([
        subject,
        true,
      ]);
    }
  });

  it('lets nobody hear events, make streams or pull for another', () => {
    const may = expectation();
    const forbidden = [
      'evt.matching.x.v1',
      '$JS.API.STREAM.DELETE.EVT_MATCHING',
      '$JS.API.CONSUMER.MSG.NEXT.EVT_COMMUNITY.matching-on-community',
      '_INBOX_matching.x',
      '$SYS.REQ.SERVER.PING',
    ];
    for (const subject of forbidden)
      expect([subject, DEEDS.filter((deed) => may('intake', deed, subject))]).toEqual([subject, []]);
  });

  it('understands the wildcards of the bus', () => {
    expect(covers('a.>', 'a.b.c')).toBe(true);
    expect(covers('a.>', 'a')).toBe(false);
    expect(covers('a.*', 'a.b')).toBe(true);
    expect(covers('a.*', 'a.b.c')).toBe(false);
    expect(covers('a.*', 'a.>')).toBe(false);
    expect(covers('a.b', '>')).toBe(false);
  });

  it('has twenty cells of its own, each of a route that there is', () => {
    expect(sensitive.cells.length).toBeGreaterThanOrEqual(20);
    const known = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
    expect(sensitive.cells.map(({ route }) => route).filter((route) => !known.has(route))).toEqual([]);
  });

  it('agrees with the request classes on them, and would not with a wider one', () => {
    const allowed = (route: string): readonly string[] =>
      [...(ROUTES.find(({ method, path }) => `${method} ${path}` === route)?.allow ?? [])]
        .filter((role) => role !== 'SYSTEM')
        .sort();
    for (const { route, may } of sensitive.cells) expect([route, allowed(route)]).toEqual([route, [...may].sort()]);
  });

  it('finds a route that the tables do not know', () => {
    expect(undeclared({ paths: { '/api/v1/unknown': { get: { 'x-roles': ['OPS'] } } } })).toContain(
      'GET /api/v1/unknown has no row',
    );
  });

  it('has more than 23 kinds of forged tokens, each another one', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const signer = new Signer('EdDSA', 'at+jwt', 'k', privateKey);
    const forged = forgeriesOf({
      signer,
      claims: { tenant: '990019' },
      elsewhere: { audience: 'x', tenant: '990027' },
    });
    expect(new Set(forged.map(({ name }) => name)).size).toBe(forged.length);
    expect(new Set(forged.map(({ token }) => token)).size).toBeGreaterThan(40);
  });
});
