import { SERVICES, type ServiceName } from '#libs/kernel';
import { type Counts, verdictOf } from './verdict';

type Tables = Partial<Record<ServiceName, Readonly<Record<string, number>>>>;

const tables = (rows: Tables): ReadonlyMap<ServiceName, Counts> =>
  new Map(SERVICES.map((service) => [service, new Map(Object.entries(rows[service] ?? {}))]));

const SAID: Tables = { intake: { p: 1 } };
const HEARD: Tables = { matching: { p: 1 }, outreach: { p: 1 }, community: { p: 1 }, gateway: { p: 1 } };
const SOUND = { acked: 1, lostAcks: 0, lost: 0, duplicated: 0, phantom: 0 };

const verdict = (said: Tables, heard: Tables, acked = ['intake p']) =>
  verdictOf(new Set(acked), tables(said), tables(heard));

describe('the verdict on a load of probes', () => {
  it('finds no damage where each was written once and heard once by all others', () => {
    expect(verdict(SAID, HEARD)).toEqual(SOUND);
  });

  it('counts what was acknowledged but is not there', () => {
    expect(verdict(SAID, HEARD, ['intake p', 'intake q', 'matching p'])).toEqual({ ...SOUND, acked: 3, lostAcks: 2 });
  });

  it('counts each listener that did not hear', () => {
    expect(verdict(SAID, { ...HEARD, matching: {}, gateway: {} })).toEqual({ ...SOUND, lost: 2 });
  });

  it('counts what was written or heard twice', () => {
    expect(verdict({ intake: { p: 2 } }, { ...HEARD, gateway: { p: 3 } })).toEqual({ ...SOUND, duplicated: 2 });
  });

  it('counts what was heard and never said', () => {
    expect(verdict(SAID, { ...HEARD, outreach: { p: 1, q: 1 } })).toEqual({ ...SOUND, phantom: 1 });
  });
});
