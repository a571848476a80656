import {
  CancelMatchRequestV1,
  CreateProposalV1,
  InquireAnonymouslyV1,
  KeepAreaPopulationV1,
  ListInquiriesV1,
  ReadAreaPopulationV1,
  ReadProposalV1,
  RecordUnmetNeedV1,
  SearchAgainV1,
  SearchCandidatesV1,
  ShortlistV1,
  UnmetNeedRecordedV1,
  UnmetNeedWithdrawnV1,
  WithdrawHostV1,
  WithdrawPersonV1,
} from '#libs/contracts';
import { refusal, TODAY, Town } from './fixtures';
import { proposed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

describe('an anonymous inquiry', () => {
  it('says only what fits many people of the area, and tells the worker what was kept back', async () => {
    const menu = await town.menu({ support: ['watch_over', 'sign_language'] });
    const coordinator = town.world.actor('COMMUNITY_COORDINATOR');
    const areaCode = '533924';
    const population = (people: number) => ({
      areaCode,
      asOf: TODAY,
      bands: [
        { from: 20, to: 29, people },
        { from: 30, to: 39, people },
      ],
    });
    const inquire = async () => {
      const personRef = town.person([menu.orgId]);
      const [proposalId = ''] = await town.proposal(personRef, [menu.menuId]);
      await town.world.sql(
        `UPDATE match_requests SET need = jsonb_set(need, '{supportRequired}', $1)
        WHERE id = (SELECT match_request_id FROM match_proposals WHERE id = $2)`,
        [JSON.stringify(['watch_over', 'sign_language']), proposalId],
      );
      const { withheld } = await town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker);
      const { items } = await town.world.ask(ListInquiriesV1, { limit: 100 }, town.host(menu.orgId));
      const kept = await town.world.ask(ReadProposalV1, { proposalId }, town.worker);
      expect(kept.withheld).toEqual(withheld);
      const { ageFrom, ageTo, supportRequired } = items.find((item) => item.proposalId === proposalId)?.person ?? {};
      return { withheld, told: [ageFrom, ageTo, ...(supportRequired ?? [])] };
    };
    const read = () => town.world.ask(ReadAreaPopulationV1, { areaCode }, town.worker);
    expect(await refusal(read())).toBe('area-population.not-found');
    expect(await inquire()).toEqual({ withheld: ['age_decade', 'watch_over', 'sign_language'], told: [18, 39] });
    await town.world.ask(KeepAreaPopulationV1, population(200), coordinator);
    expect(await read()).toEqual(population(200));
    expect(await inquire()).toEqual({ withheld: ['age_decade', 'sign_language'], told: [18, 39, 'watch_over'] });
    await town.world.ask(KeepAreaPopulationV1, population(90_000), coordinator);
    expect(await inquire()).toEqual({ withheld: [], told: [20, 29, 'watch_over', 'sign_language'] });
    const overlapping = {
      ...population(5),
      bands: [
        { from: 20, to: 29, people: 5 },
        { from: 29, to: 39, people: 5 },
      ],
    };
    const wrong = town.world.ask(KeepAreaPopulationV1, overlapping, coordinator);
    expect(await refusal(wrong)).toBe('area-population.bands-overlap');
  });
});

describe('a need that nothing meets', () => {
  let before: readonly [number, number] = [0, 0];
  beforeEach(async () => {
    before = [
      (await town.world.said(UnmetNeedRecordedV1)).length,
      (await town.world.said(UnmetNeedWithdrawnV1)).length,
    ];
  });
  const recorded = async () => (await town.world.said(UnmetNeedRecordedV1)).slice(before[0]);
  const withdrawn = async () => (await town.world.said(UnmetNeedWithdrawnV1)).slice(before[1]);

  it('is told once, points to an area and to nobody, and is taken back when a place is found', async () => {
    const menu = await town.menu();
    const personRef = town.person([menu.orgId]);
    const matchRequestId = await town.accepted(personRef);
    const act = <R extends Parameters<typeof town.world.ask>[0]>(request: R, more: object = {}) =>
      town.world.ask(request, { matchRequestId, ...more } as never, town.worker);
    await act(SearchCandidatesV1);
    await act(RecordUnmetNeedV1);
    await act(SearchAgainV1);
    await act(RecordUnmetNeedV1);
    expect(await recorded()).toHaveLength(1);
    const [need] = await recorded();
    expect(need).toMatchObject({ purposes: ['role'], areaCode: '533924', version: 1 });
    expect(JSON.stringify(need)).not.toContain(personRef);
    expect(JSON.stringify(need)).not.toMatch(/35\.5|139\.5/);
    await act(SearchAgainV1);
    await act(ShortlistV1, { menuIds: [menu.menuId] });
    expect(await withdrawn()).toEqual([{ unmetNeedId: need?.unmetNeedId, reason: 'found', version: 2 }]);
  });

  it('comes up again as the same need, and ends with the request', async () => {
    const menu = await town.menu();
    const matchRequestId = await town.accepted(town.person([menu.orgId]));
    const act = <R extends Parameters<typeof town.world.ask>[0]>(request: R, more: object = {}) =>
      town.world.ask(request, { matchRequestId, ...more } as never, town.worker);
    await act(SearchCandidatesV1);
    await act(RecordUnmetNeedV1);
    await act(SearchAgainV1);
    await act(ShortlistV1, { menuIds: [menu.menuId] });
    const { id: proposalId } = await town.world.ask(
      CreateProposalV1,
      { matchRequestId, menuId: menu.menuId },
      town.worker,
    );
    await town.world.ask(WithdrawPersonV1, { proposalId, reasonCode: null }, town.worker);
    await town.world.sql(`UPDATE match_requests SET state = 'SEARCHING' WHERE id = $1`, [matchRequestId]);
    await act(RecordUnmetNeedV1);
    await act(CancelMatchRequestV1, { reasonCode: 'person_wish' });
    expect((await recorded()).map(({ version }) => version)).toEqual([1, 3]);
    expect(new Set([...(await recorded()), ...(await withdrawn())].map((event) => event.unmetNeedId)).size).toBe(1);
    expect((await withdrawn()).map(({ reason, version }) => [reason, version])).toEqual([
      ['found', 2],
      ['cancelled', 4],
    ]);
  });
});

describe('stepping back', () => {
  it.each(['willing', 'offered', 'interested', 'named'] as const)(
    'works for the host and the person once %s',
    async (until) => {
      const one = await proposed(town, until);
      const gone = { reasonCode: 'staff', discardConfirmed: true };
      const host = await town.world.ask(
        WithdrawHostV1,
        { proposalId: one.proposalId, ...gone },
        town.host(one.menu.orgId),
      );
      expect(host.state).toBe('PROVIDER_DECLINED');
      const two = await proposed(town, until);
      const person = await town.world.ask(
        WithdrawPersonV1,
        { proposalId: two.proposalId, reasonCode: null },
        town.worker,
      );
      expect(person.state).toBe('PERSON_DECLINED');
      const { matchRequestId, menu } = two;
      await town.world.sql(`UPDATE match_requests SET state = 'SEARCHING' WHERE id = $1`, [matchRequestId]);
      const again = town.world.ask(ShortlistV1, { matchRequestId, menuIds: [menu.menuId] }, town.worker);
      expect(await refusal(again)).toBe('match-request.not-eligible');
    },
  );
});
