import type { ListOf } from '../tools/answers';
import { until } from '../tools/until';
import { type Host, refusal, World } from './world';

jest.setTimeout(180_000);

interface Taken {
  readonly id: string;
  readonly placementId: string;
  readonly basis: string;
  readonly decideBy: string;
}

describe('a bed tonight, and a need that nothing meets', () => {
  let world: World;
  let shelter: Host;

  beforeAll(async () => {
    world = await World.start();
    const place = { purposes: ['temporary_housing'], activities: [], roles: [] };
    shelter = await world.host('緊急一時宿泊', { total: 2, used: 0 }, place);
  });

  afterAll(() => world.stop());

  /** A case as it is opened at 19:00, with nothing but the call. */
  async function calledTonight(): Promise<string> {
    const { id } = await world.people.as('INTAKE_WORKER').post('/consultations', {
      receivedOn: await world.today(),
      channel: 'phone',
      chiefComplaint: '今夜泊まる所がない',
      urgency: 'high',
      consentState: 'not_asked',
    });
    return id;
  }

  const need = { primaryPurposes: ['temporary_housing'] };
  const ground = { basis: 'life_danger', reasonCode: 'no_place_tonight' };

  it('takes three steps with consent, and the host knows who comes', async () => {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const personRef = await world.person([shelter]);
    const caseRef = await calledTonight();
    const { id: requestId } = await worker.post('/emergencies', { caseRef, personRef, need, ...ground });
    const phone = { menuId: shelter.menuId, hostYesBy: 'night_staff', personAsked: true, items: ['name'] };
    const taken = await worker.post<Taken>(`/emergencies/${requestId}/bed`, phone);
    expect(taken).toMatchObject({ state: 'ACCEPTED', basis: 'consent' });
    const startedOn = await world.today();
    await expect(worker.post(`/placements/${taken.placementId}/start`, { startedOn })).resolves.toMatchObject({
      state: 'SETTLING',
    });
    await expect(world.disclosed(taken.id, shelter.orgId)).resolves.toMatchObject({ name: '架空 太郎' });
    expect(await world.capacity(shelter.menuId)).toMatchObject({ used: 1, free: 1 });
  });

  it('takes three steps also for somebody who cannot be asked, and is answered for', async () => {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const chief = world.people.as('DECISION_MAKER');
    const { id: personRef } = await world.people.as('CSW').post('/persons', {
      name: '架空 花子',
      kana: 'かくう はなこ',
      safetyAsked: true,
    });
    const caseRef = await calledTonight();
    const { id: requestId } = await worker.post('/emergencies', { caseRef, personRef, need, ...ground });
    const phone = { menuId: shelter.menuId, hostYesBy: 'night_staff', items: ['name'] };
    const asked = worker.post(`/emergencies/${requestId}/bed`, { ...phone, personAsked: true });
    expect(await refusal(asked)).toEqual({ status: 409, code: 'consent.missing' });
    const taken = await worker.post<Taken>(`/emergencies/${requestId}/bed`, { ...phone, personAsked: false });
    expect(taken).toMatchObject({ state: 'ACCEPTED', basis: 'life_danger' });
    const read = world.people.host(shelter.orgId).get(`/disclosures/${taken.id}`);
    expect((await refusal(read)).status).toBe(404);

    const { items } = await chief.get<ListOf<{ matchRequestId: string; dueOn: string }>>('/emergencies?state=PENDING');
    expect(items).toEqual(
      expect.arrayContaining([expect.objectContaining({ matchRequestId: requestId, dueOn: taken.decideBy })]),
    );
    const decide = (approved: boolean) =>
      chief.post(`/emergencies/${requestId}/decision`, { approved, reasonCode: 'not_proportionate' });
    await expect(decide(false)).resolves.toMatchObject({ state: 'IN_REVIEW' });
    await expect(worker.get(`/placements/${taken.placementId}`)).resolves.toMatchObject({ holdsPlace: true });
  });

  it('tells community of a need once, and takes it back when a place is found', async () => {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const coordinator = world.people.as('COMMUNITY_COORDINATOR');
    const developments = (state: string) => coordinator.get<ListOf<object>>(`/resource-developments?state=${state}`);
    const workshop = await world.host('時計の工房');
    const { requestId } = await world.seeker([workshop]);
    await world.ranked(requestId, [workshop]);
    await worker.post(`/match-requests/${requestId}/unmet`);
    const [open] = await until('the need', async () => {
      const { items } = await developments('OPEN');
      return items.length > 0 ? items : undefined;
    });
    expect(open).toMatchObject({ purposes: ['role'], areaCode: '533924', supportRequired: ['watch_over'] });
    await worker.post(`/match-requests/${requestId}/search-again`);
    await worker.post(`/match-requests/${requestId}/shortlist`, { menuIds: [workshop.menuId] });
    const [gone] = await until('the end of it', async () => {
      const { items } = await developments('WITHDRAWN');
      return items.length > 0 ? items : undefined;
    });
    expect(gone).toMatchObject({ withdrawnReason: 'found' });
    expect((await developments('OPEN')).items).toEqual([]);
  });
});
