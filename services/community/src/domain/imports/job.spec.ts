import type { Actor } from '#libs/kernel';
import { countsOf, IMPORT_JOB, placeOf, refuseUnaccounted } from './job';
import { IMPORT_SETTINGS } from './settings';

const actor = (role: Actor['roles'][number]): Actor => ({ sub: 'x', roles: [role], orgId: null, tenant: '990019' });

describe('an import job', () => {
  it('reaches an end from every state, and leaves no end', () => {
    const { states, transitions, terminal, initial } = IMPORT_JOB.table;
    const reached = new Set(initial);
    for (let size = -1; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual(Object.keys(states).sort());
    for (const state of Object.keys(states)) {
      const leaves = transitions.some(({ from }) => from === state);
      expect([state, leaves]).toEqual([state, !terminal.includes(state)]);
    }
  });

  it('is moved by people where a person decides, and by the system where work ends', () => {
    expect(IMPORT_JOB.next('PREVIEWED', 'start', actor('COMMUNITY_COORDINATOR'))).toBe('RUNNING');
    expect(IMPORT_JOB.next('RUNNING', 'finish', actor('SYSTEM'))).toBe('DONE');
    expect(() => IMPORT_JOB.next('RUNNING', 'finish', actor('COMMUNITY_COORDINATOR'))).toThrow(/not for this role/);
    expect(() => IMPORT_JOB.next('RUNNING', 'undo', actor('COMMUNITY_COORDINATOR'))).toThrow(/does not allow/);
  });

  it('counts each row once, and stops where one is missing', () => {
    const counts = countsOf(['created', 'created', 'unchanged', 'quarantined']);
    expect(counts).toEqual({ created: 2, updated: 0, unchanged: 1, quarantined: 1 });
    expect(() => refuseUnaccounted({ ...counts, rowsRead: 4 })).not.toThrow();
    expect(() => refuseUnaccounted({ ...counts, rowsRead: 5 })).toThrow('5 rows were read and 4 are accounted for.');
  });

  it('takes chunks in order up to its limit', () => {
    const upload = { chunks: 2, bytes: 200 };
    expect(placeOf(1, 100, upload)).toBe('known');
    expect(placeOf(2, 100, upload)).toBe('next');
    expect(() => placeOf(3, 100, upload)).toThrow('Chunk 2 is expected next.');
    expect(() => placeOf(2, IMPORT_SETTINGS.maxFileBytes, upload)).toThrow('The file is too large.');
  });
});
