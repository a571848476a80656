import { randomUUID } from 'node:crypto';
import {
  AcceptDirectlyV1,
  AnswerWillingV1,
  CancelMatchRequestV1,
  CreateProposalV1,
  InquireAnonymouslyV1,
  InquireNamedV1,
  ListPlacementsV1,
  OfferProposalV1,
  ParkMatchRequestV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadProposalV1,
  RecordInterestV1,
  WithdrawHostV1,
  WithdrawPersonV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { TODAY, Town } from './fixtures';
import { proposed } from './on-the-way';

jest.setTimeout(120_000);
let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const ROUNDS = 6;
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

const accept = (proposalId: string) => {
  const yes = { proposalId, reasonCode: 'trial_not_needed' as const, personAgreed: true, hostAgreed: true };
  return town.world.ask(AcceptDirectlyV1, yes, town.worker);
};
const stateOf = async (proposalId: string) => (await town.world.ask(ReadProposalV1, { proposalId }, town.worker)).state;
const requestOf = async (matchRequestId: string) =>
  (await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker)).state;
const capacity = (menuId: string) => town.world.ask(ReadCapacityV1, { menuId }, town.worker);
const placements = async (personRef: string) =>
  (await town.world.ask(ListPlacementsV1, { personRef }, town.worker)).items.length;

interface Outcome {
  readonly won: number;
  readonly codes: readonly string[];
}
async function race(...acts: readonly Promise<unknown>[]): Promise<Outcome> {
  const results = await Promise.allSettled(acts);
  const lost = results.filter((result) => result.status === 'rejected');
  return {
    won: results.length - lost.length,
    codes: lost.map(({ reason }) => (reason as { readonly code?: string }).code ?? String(reason)),
  };
}

/** Accepted with its place and one placement, or ended with nothing taken: never a half of each. */
async function consistent(one: { proposalId: string; matchRequestId: string; personRef: string; menuId: string }) {
  const [state, request, places, { used, held }] = [
    await stateOf(one.proposalId),
    await requestOf(one.matchRequestId),
    await placements(one.personRef),
    await capacity(one.menuId),
  ];
  const tied = state === 'ACCEPTED';
  expect({ state, request, places, used, held }).toEqual({
    state,
    request: tied ? 'PLACED' : expect.not.stringMatching('PLACED'),
    places: tied ? 1 : 0,
    used: tied ? 1 : 0,
    held: 0,
  });
  return state;
}

async function named() {
  const { menu, ...rest } = await proposed(town, 'named');
  return { ...rest, menuId: menu.menuId, orgId: menu.orgId };
}

it('accepts once, however many say it at once', async () => {
  for (const _ of rounds) {
    const one = await named();
    const { won, codes } = await race(...[1, 2, 3, 4].map(() => accept(one.proposalId)));
    expect([won, new Set(codes)]).toEqual([1, new Set(['match-proposal.transition-refused'])]);
    expect(await consistent(one)).toBe('ACCEPTED');
  }
});

it.each([
  ['the person steps back', (id: string) => town.world.ask(WithdrawPersonV1, { proposalId: id }, town.worker)],
  [
    'the host steps back',
    (id: string) =>
      town.world.ask(
        WithdrawHostV1,
        { proposalId: id, reasonCode: 'staff' as const, discardConfirmed: true },
        town.worker,
      ),
  ],
  ['its time is over', () => town.tick()],
] as const)('ties or ends, where it is accepted while %s', async (name, act) => {
  const seen = new Set<string>();
  for (const round of rounds) {
    const one = await named();
    if (name === 'its time is over') {
      await town.world.sql(`UPDATE match_proposals SET answer_by = now() - '1 second'::interval WHERE id = $1`, [
        one.proposalId,
      ]);
    }
    const acts = [() => accept(one.proposalId), () => act(one.proposalId)];
    if (round % 2 === 1) acts.reverse();
    const { codes } = await race(...acts.map((start) => start()));
    expect(codes.filter((code) => code !== 'match-proposal.transition-refused')).toEqual([]);
    seen.add(await consistent(one));
  }
  expect(seen.size).toBeGreaterThan(0);
});

it.each([
  [
    'cancelled',
    (matchRequestId: string) =>
      town.world.ask(CancelMatchRequestV1, { matchRequestId, reasonCode: 'person_wish' }, town.worker),
  ],
  [
    'parked',
    (matchRequestId: string) =>
      town.world.ask(ParkMatchRequestV1, { matchRequestId, until: addDays(TODAY, 9), reasonCode: 'rest' }, town.worker),
  ],
] as const)('ties or ends, where the request is %s meanwhile', async (_, act) => {
  for (const round of rounds) {
    const one = await named();
    const acts = [() => accept(one.proposalId), () => act(one.matchRequestId)];
    if (round % 2 === 1) acts.reverse();
    const { codes } = await race(...acts.map((start) => start()));
    const known = ['match-proposal.transition-refused', 'match-request.transition-refused'];
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
    const state = await stateOf(one.proposalId);
    expect(['ACCEPTED', 'REVOKED']).toContain(state);
    expect(await placements(one.personRef)).toBe(state === 'ACCEPTED' ? 1 : 0);
    expect(await capacity(one.menuId)).toMatchObject({ held: 0, used: state === 'ACCEPTED' ? 1 : 0 });
  }
});

it('lets the first of two workers act, and tells the second that it was changed', async () => {
  const one = await named();
  const { version } = await town.world.ask(ReadProposalV1, { proposalId: one.proposalId }, town.worker);
  const yes = { reasonCode: 'trial_not_needed' as const, personAgreed: true, hostAgreed: true };
  const act = (sub: string) =>
    town.world.ask(AcceptDirectlyV1, { proposalId: one.proposalId, ...yes }, town.world.actor('CSW', { sub }), {
      ifMatch: version,
    });
  const { won, codes } = await race(act('first'), act('second'));
  expect([won, codes]).toEqual([1, ['stale-version']]);

  const other = await named();
  const { version: seen } = await town.world.ask(
    ReadMatchRequestV1,
    { matchRequestId: other.matchRequestId },
    town.worker,
  );
  const park = (sub: string) =>
    town.world.ask(
      ParkMatchRequestV1,
      { matchRequestId: other.matchRequestId, until: addDays(TODAY, 9), reasonCode: 'rest' },
      town.world.actor('CSW', { sub }),
      { ifMatch: seen },
    );
  const two = await race(park('first'), park('second'));
  expect([two.won, two.codes]).toEqual([1, ['stale-version']]);
});

/** Both places are asked for each of two people, who choose crosswise. */
async function crossing(menuIds: readonly string[], orgIds: readonly string[]): Promise<readonly string[]> {
  const chosen: string[] = [];
  for (const choice of [0, 1]) {
    const personRef = town.person(orgIds);
    const matchRequestId = await town.shortlisted(personRef, [...menuIds]);
    const ids: string[] = [];
    for (const [index, menuId] of menuIds.entries()) {
      const { id: proposalId } = await town.world.ask(CreateProposalV1, { matchRequestId, menuId }, town.worker);
      await town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker);
      await town.world.ask(AnswerWillingV1, { proposalId }, town.host(orgIds[index] ?? ''));
      ids.push(proposalId);
    }
    const proposalId = ids[choice] ?? '';
    await town.world.ask(OfferProposalV1, { proposalId }, town.worker);
    await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
    await town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
    chosen.push(proposalId);
  }
  return chosen;
}

it('never lets two acceptances wait for each other: their ledgers are locked in one order', async () => {
  const deadlocks = async (): Promise<number> => {
    const [row] = await town.world.sql<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return row?.n ?? -1;
  };
  const before = await deadlocks();
  const menus = [await town.menu({}, { total: 50 }), await town.menu({}, { total: 50 })];
  const [menuIds, orgIds] = [menus.map(({ menuId }) => menuId), menus.map(({ orgId }) => orgId)];
  for (const _ of rounds) {
    const pairs = [...(await crossing(menuIds, orgIds)), ...(await crossing(menuIds, orgIds))];
    expect(await race(...pairs.map(accept))).toEqual({ won: 4, codes: [] });
  }
  // Statistics of a backend are told at the latest a second after it rests.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await deadlocks()).toBe(before);
});
