import type { Inquiry, ListOf } from '../tools/answers';
import { People } from '../tools/people';
import { type Host, refusal, type Seeker, World } from './world';

jest.setTimeout(180_000);

const NEIGHBOUR = '990027';

describe('who sees what', () => {
  let world: World;
  let host: Host;
  let other: Host;
  let seeker: Seeker;
  let proposalId: string;

  beforeAll(async () => {
    world = await World.start({ tenants: ['990019', NEIGHBOUR] });
    host = await world.host('椅子の工房');
    other = await world.host('箱の工房');
    seeker = await world.seeker([host, other]);
    [proposalId = ''] = await world.inquiries(seeker.requestId, [host]);
  });

  afterAll(() => world.stop());

  const inquiriesOf = async ({ orgId }: Host): Promise<readonly Inquiry[]> =>
    (await world.people.host(orgId).get<ListOf<Inquiry>>('/inquiries')).items;

  it('a host sees the inquiries to its own organisation, without a name', async () => {
    const [inquiry] = await inquiriesOf(host);
    expect(inquiry).toMatchObject({ proposalId, kind: 'anonymous', items: [], person: { ageFrom: 40, ageTo: 64 } });
    expect(JSON.stringify(inquiry)).not.toMatch(/架空|かくう|000-0000|1972|35\.5/);
    expect(await inquiriesOf(other)).toEqual([]);
  });

  it('a host cannot answer for another organisation, nor read what another was told', async () => {
    const stranger = world.people.host(other.orgId);
    expect((await refusal(stranger.post(`/proposals/${proposalId}/willing`))).status).toBe(404);
    expect((await refusal(stranger.get(`/disclosures/${proposalId}`))).status).toBe(404);
    expect((await refusal(stranger.get(`/menus/${host.menuId}/capacity`))).status).toBe(404);
  });

  it('a host has no way to persons and cases', async () => {
    const staff = world.people.host(host.orgId);
    expect(await refusal(staff.get(`/persons/${seeker.personRef}`))).toMatchObject({ status: 403 });
    expect(await refusal(staff.get(`/cases/${seeker.caseRef}`))).toMatchObject({ status: 403 });
    expect(await refusal(staff.post(`/match-requests/${seeker.requestId}/search`))).toMatchObject({ status: 403 });
  });

  it('an editor enters resources of the own organisation only', async () => {
    const foreign = { orgId: other.orgId, name: 'よその場', type: 'place' };
    expect(await refusal(world.people.editor(host.orgId).post('/resources', foreign))).toEqual({
      status: 404,
      code: 'organization.not-found',
    });
  });

  it('nobody is let in without a token, and none may do what is not theirs', async () => {
    const answer = await fetch(`${world.system.baseUrl}/api/v1/cases`);
    expect(answer.status).toBe(401);
    const community = world.people.as('COMMUNITY_COORDINATOR');
    expect((await refusal(community.get(`/persons/${seeker.personRef}`))).status).toBe(403);
    expect((await refusal(world.people.as('OPS').get('/cases'))).status).toBe(403);
  });

  it('the neighbouring municipality sees nothing, as if it were not there', async () => {
    const neighbours = new People(world.system, NEIGHBOUR);
    const csw = neighbours.as('CSW');
    expect((await refusal(csw.get(`/cases/${seeker.caseRef}`))).code).toBe('case.not-found');
    expect((await refusal(csw.get(`/persons/${seeker.personRef}`))).code).toBe('person.not-found');
    expect((await refusal(csw.get(`/proposals/${proposalId}`))).code).toBe('proposal.not-found');
    expect((await refusal(csw.get(`/menus/${host.menuId}`))).code).toBe('menu.not-found');
    for (const path of ['/cases', '/resources', '/organizations', '/match-requests', '/proposals', '/placements']) {
      expect((await csw.get<ListOf<unknown>>(path)).items).toEqual([]);
    }
    expect((await neighbours.host(host.orgId).get<ListOf<Inquiry>>('/inquiries')).items).toEqual([]);
  });
});
