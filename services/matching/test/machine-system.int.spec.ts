import {
  AcceptDirectlyV1,
  ConsentWithdrawnV1,
  ParkMatchRequestV1,
  ReadMatchRequestV1,
  SearchCandidatesV1,
} from '#libs/contracts';
import proposal from '../src/domain/match-proposal.machine.json';
import matchRequest from '../src/domain/match-request.machine.json';
import placement from '../src/domain/placement.machine.json';
import { TODAY, Town } from './fixtures';
import { proposed } from './on-the-way';

jest.setTimeout(60_000);
let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

/** A row of the table that the house takes by itself: what makes it do so, and the state that comes of it. */
type Way = (from: string) => Promise<string>;

const requestState = async (matchRequestId: string): Promise<string> =>
  (await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker)).state;
const proposalState = async (id: string): Promise<string> => {
  const [row] = await town.world.sql<{ state: string }>('SELECT state FROM match_proposals WHERE id = $1', [id]);
  return row?.state ?? '';
};
const put = (table: 'match_requests' | 'match_proposals', id: string, state: string): Promise<unknown> =>
  town.world.sql(`UPDATE ${table} SET state = $2 WHERE id = $1`, [id, state]);
const takeBack = (personRef: string): Promise<string> =>
  town.world.hears(ConsentWithdrawnV1, { personRef, scopes: ['participation_matching'], orgIds: [], version: 2 });

async function requestIn(state: string): Promise<{ personRef: string; id: string }> {
  const personRef = town.person([]);
  const id = await town.accepted(personRef);
  await put('match_requests', id, state);
  return { personRef, id };
}

async function proposalIn(state: string) {
  const all = await proposed(town, 'willing');
  await put('match_proposals', all.proposalId, state);
  return all;
}

/** Time passes for one proposal alone. */
const lateIn =
  (change: string): Way =>
  async (from) => {
    const { proposalId } = await proposalIn(from);
    const ahead = `UPDATE match_proposals SET answer_by = now() + '1 day', held_until = now() + '2 days' WHERE id = $1`;
    await town.world.sql(ahead, [proposalId]);
    await town.tick();
    expect(await proposalState(proposalId)).toBe(from);
    await town.world.sql(`UPDATE match_proposals SET ${change} WHERE id = $1`, [proposalId]);
    await town.tick();
    return proposalState(proposalId);
  };

const REQUEST_WAYS: Readonly<Record<string, Way>> = {
  placed: async () => {
    const { proposalId, matchRequestId } = await proposed(town, 'named');
    const agreed = { personAgreed: true, hostAgreed: true };
    await town.world.ask(AcceptDirectlyV1, { proposalId, reasonCode: 'trial_not_needed', ...agreed }, town.worker);
    return requestState(matchRequestId);
  },
  cancel: async (from) => {
    const { personRef, id } = await requestIn(from);
    await takeBack(personRef);
    return requestState(id);
  },
  unpark: async () => {
    const id = await town.accepted(town.person([]));
    const rest = { matchRequestId: id, until: TODAY, reasonCode: 'rest' };
    await town.world.ask(ParkMatchRequestV1, rest, town.worker);
    await town.tick();
    return requestState(id);
  },
  needsReview: async () => {
    const menu = await town.menu();
    const personRef = town.person([menu.orgId], { age: 14, guardian: 'refused' });
    const matchRequestId = await town.accepted(personRef);
    await put('match_requests', matchRequestId, 'SEARCHING');
    const { state } = await town.world.ask(SearchCandidatesV1, { matchRequestId }, town.worker);
    return state;
  },
};

const PROPOSAL_WAYS: Readonly<Record<string, Way>> = {
  expire: lateIn(`answer_by = now() - '1 second'::interval`),
  holdLapsed: lateIn(`answer_by = NULL, held_until = now() - '1 second'::interval`),
  revoke: async (from) => {
    const { personRef, proposalId } = await proposalIn(from);
    await takeBack(personRef);
    return proposalState(proposalId);
  },
};

/** What the table lets the house do and people do here: somebody has to know of it. */
const LEFT_TO_PEOPLE: ReadonlySet<string> = new Set([
  // A menu that was developed is linked by the coordinator who knows for whom.
  'UNMET resourceDeveloped',
  // Where a person takes part is theirs, also without consent to further matching.
  'PLACED cancel',
]);

describe.each([
  ['MatchRequest', matchRequest, REQUEST_WAYS],
  ['MatchProposal', proposal, PROPOSAL_WAYS],
  ['Placement', placement, {}],
] as const)('%s', (_, table, ways: Readonly<Record<string, Way>>) => {
  const rows = table.transitions.filter(({ actors }) => (actors as readonly string[]).includes('SYSTEM'));
  const taken = rows.filter(({ from, event }) => !LEFT_TO_PEOPLE.has(`${from} ${event}`));

  it('has a way for every event that the table gives to the house, and no other', () => {
    expect([...new Set(taken.map(({ event }) => event))].sort()).toEqual(Object.keys(ways).sort());
  });

  if (taken.length > 0) {
    it.each(taken.map(({ from, event, to }) => [from, event, to] as const))('%s %s → %s', async (from, event, to) => {
      expect(await ways[event]?.(from)).toBe(to);
    });
  }
});

it('leaves to people what is theirs', async () => {
  const { personRef, id } = await requestIn('PLACED');
  await takeBack(personRef);
  expect(await requestState(id)).toBe('PLACED');
});
