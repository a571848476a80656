import { decodeJwt } from 'jose';
import { addMonths } from '#libs/kernel';
import { agree, confirmedPlan } from '../tools/acts';
import type { ListOf } from '../tools/answers';
import { until } from '../tools/until';
import { refusal, World } from './world';

jest.setTimeout(180_000);

const SCOPES = ['intake_record', 'participation_matching', 'multilayered_conference', 'internal_sharing'];
const NEED = { primaryPurposes: ['role'], maxDistanceMeters: 3_000 };
const GOAL = { goal: '外で過ごす場がある', wishes: '人の役に立ちたい', personWords: 'これでいい' };

interface Application {
  readonly id: string;
  readonly caseRef: string;
  readonly state: string;
}

interface SharedPlan {
  readonly state: string;
  readonly sharedWith: readonly string[];
}

describe('several agencies', () => {
  let world: World;
  let today: string;

  beforeAll(async () => {
    world = await World.start();
    today = await world.today();
  });

  afterAll(() => world.stop());

  it('make one plan, which the person, a conference and somebody else than its author say yes to', async () => {
    const csw = world.people.as('CSW');
    const coordinator = world.people.as('HOKATSU_COORDINATOR');
    const chair = world.people.as('CONFERENCE_CHAIR');
    const decider = world.people.as('DECISION_MAKER');
    const deskId = await desk('高齢の窓口');

    // A call about a parent and a son; the son agrees to be spoken of.
    const { id: personRef } = await csw.post('/persons', {
      name: '架空 次郎',
      kana: 'かくう じろう',
      safetyAsked: true,
    });
    const call = { receivedOn: today, channel: 'phone', chiefComplaint: '親子で困っている', urgency: 'normal' };
    const { id: caseRef } = await csw.post('/consultations', { ...call, consentState: 'granted', personRef });
    await agree(
      csw,
      personRef,
      SCOPES.map((scope) => ({ scope })),
      today,
    );
    await csw.post(`/cases/${caseRef}/triage`, { fields: ['elderly', 'livelihood'], result: 'multi_agency' });
    await csw.post(`/cases/${caseRef}/assessment-start`);
    const why = { reasons: ['several_members'], words: '親の介護と本人の孤立が重なる' };
    expect(await refusal(csw.post(`/cases/${caseRef}/multi-agency`, why))).toMatchObject({ status: 409 });
    await csw.post(`/cases/${caseRef}/assessments`, { personWords: '親のことも心配' });
    await csw.post(`/cases/${caseRef}/multi-agency`, why);
    await coordinator.post(`/cases/${caseRef}/multi-agency/acceptance`, {
      mainWorkerSub: await subOf('CSW'),
      mainDeskId: deskId,
    });

    // Matching waits for the decision, whatever the person confirmed already.
    const planId = await confirmedPlan(csw, { caseRef, personRef }, GOAL, today);
    const request = await csw.post('/match-requests', { caseRef, personRef, planId, need: NEED });
    const accept = () => csw.post(`/match-requests/${request.id}/acceptance`);
    const undecided = { status: 409, code: 'match-request.support-plan-undecided' };
    expect(await refusal(accept())).toEqual(undecided);

    const until = addMonths(today, 6);
    const content = {
      personWords: 'まず、家の外で話せる人がほしい',
      goals: [{ term: 'long', goal: '家族それぞれに頼れる人がいる' }],
      actions: [{ deskId, kind: 'consultation', what: '月に一度会う', from: today, until }],
      ...{ from: today, until, applications: ['participation_support', 'outreach'] },
    };
    const plan = `/support-plans/${(await csw.post(`/cases/${caseRef}/support-plans`, { content })).id}`;
    await csw.post(`${plan}/person-review`);
    const yes = { contentNumber: 1, confirmedOn: today, method: 'spoken', personWords: 'これでいい' };
    await csw.post(`${plan}/confirmation`, yes);

    const conference = await inSession(plan.split('/')[2] ?? '', caseRef);
    await chair.post(`${plan}/convening`, { conferenceId: conference.id });
    expect(await refusal(decider.post(`${plan}/decision`))).toMatchObject({ status: 409 });
    const conclusions = [{ itemId: conference.itemId, conclusion: 'plan_adequate' }];
    await chair.post(`/multilayered-conferences/${conference.id}/conclusion`, { conclusions });
    expect(await refusal(accept())).toEqual(undecided);
    expect((await decider.post(`${plan}/decision`)).state).toBe('DECIDED');

    // Both that the plan applies to hear of it; the request that is open already has taken the one up.
    const participation = await heard('/participation-referrals', 'PARTICIPATION_WORKER', caseRef);
    expect(participation).toMatchObject({ state: 'TAKEN_UP', personRef, matchRequestId: request.id });
    const outreach = await heard('/outreach-applications', 'CSW', caseRef);
    expect(outreach).toMatchObject({ state: 'OPEN', personRef });
    const engagement = `/outreach-applications/${outreach.id}/engagement`;
    const engaged = await csw.post(engagement, { reason: 'isolation' });
    expect(engaged.state).toBe('IDENTIFIED');

    await coordinator.post(`${plan}/start`);
    expect(await csw.get<SharedPlan>(plan)).toMatchObject({ state: 'ACTIVE', sharedWith: [deskId] });
    expect((await accept()).state).toBe('PROFILING');

    // Taken back, nothing is shared any more; the person is still supported and still searched for.
    await csw.post(`/persons/${personRef}/consent/withdrawal`, { scopes: ['multilayered_conference'] });
    expect((await csw.get<SharedPlan>(plan)).state).toBe('WITHDRAWN');
    expect((await csw.get<{ state: string }>(`/cases/${caseRef}`)).state).toBe('SUPPORTING');
    expect((await csw.get<{ state: string }>(`/match-requests/${request.id}`)).state).toBe('PROFILING');
  });

  /** What became of the plan's application, once it was heard of. */
  const heard = (path: string, role: 'PARTICIPATION_WORKER' | 'CSW', caseRef: string): Promise<Application> =>
    until(`the application in ${path}`, async () => {
      const { items } = await world.people.as(role).get<ListOf<Application>>(`${path}?limit=100`);
      return items.find((one) => one.caseRef === caseRef);
    });

  const subOf = async (role: 'CSW' | 'CONFERENCE_CHAIR'): Promise<string> =>
    decodeJwt(await world.system.token(role)).sub ?? '';

  async function desk(nameJa: string): Promise<string> {
    const members = [await subOf('CSW')];
    const facts = { nameJa, external: false, fields: ['elderly'], managerSub: 'manager', members };
    return (await world.people.as('HOKATSU_COORDINATOR').post('/desks', facts)).id;
  }

  /** A conference that sits over the plan, its chair pledged to secrecy. */
  async function inSession(planId: string, caseRef: string): Promise<{ readonly id: string; readonly itemId: string }> {
    const coordinator = world.people.as('HOKATSU_COORDINATOR');
    const chair = world.people.as('CONFERENCE_CHAIR');
    const [sub, member] = [await subOf('CONFERENCE_CHAIR'), await subOf('CSW')];
    for (const one of [sub, member]) {
      await coordinator.post('/multilayered-conference-members', { sub: one, from: today });
      const pledge = { sub: one, method: 'written', givenOn: today };
      await coordinator.post('/multilayered-conference-pledges', pledge);
    }
    const { id } = await coordinator.post('/multilayered-conferences', { heldOn: today, chairSub: sub });
    const path = `/multilayered-conferences/${id}`;
    const item = await chair.post(`${path}/items`, { kind: 'plan_adequacy', caseRef, planId });
    await chair.post(`${path}/items/${item.id}/summons`, { sub: member });
    await chair.post(`${path}/convening`);
    await chair.post(`${path}/opening`);
    return { id, itemId: item.id };
  }
});
