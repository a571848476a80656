import { addDays } from '#libs/kernel';
import { agree } from '../tools/acts';
import { refusal, World } from './world';

jest.setTimeout(180_000);

interface Engagement {
  readonly state: string;
  readonly stage: string;
  readonly nextActionOn: string | null;
  readonly attempts: readonly { readonly method: string; readonly result: string; readonly stageAfter: string }[];
}

describe('outreach to somebody who has not agreed to anything', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });

  afterAll(() => world.stop());

  it('goes by letters and patience until the person consents, and hands over', async () => {
    const csw = world.people.as('CSW');
    const counter = world.people.as('INTAKE_WORKER');
    let today = await world.today();
    const { id: caseRef } = await counter.post('/consultations', {
      receivedOn: today,
      channel: 'watch_partner',
      chiefComplaint: '新聞がたまっていた家が気になる',
      urgency: 'normal',
      consentState: 'none',
    });
    await counter.post(`/cases/${caseRef}/triage`, { fields: ['other'], result: 'outreach' });
    await expect(counter.post(`/cases/${caseRef}/outreach`)).resolves.toMatchObject({ state: 'POTENTIAL' });
    expect((await refusal(csw.post(`/cases/${caseRef}/acceptance`))).code).toBe('case.person-missing');

    const begin = { caseRef, source: 'watch_partner', basisCode: 'internal_duty', reason: 'isolation' };
    const { id } = await csw.post('/engagements', begin);
    const path = `/engagements/${id}`;
    await csw.post(`${path}/preparation`, { nextActionOn: addDays(today, 1) });
    await csw.post(`${path}/reaching-out`, { safetyPlanned: false, nextActionOn: addDays(today, 1) });

    const visit = {
      method: 'home_visit',
      result: 'absent',
      on: today,
      stageAfter: 'R1',
      nextActionOn: addDays(today, 7),
    };
    expect(await refusal(csw.post(`${path}/attempts`, visit))).toEqual({
      status: 409,
      code: 'engagement.safety-plan-missing',
    });
    await csw.post(`${path}/attempts`, { ...visit, method: 'letter', result: 'no_response' });
    today = await world.passDays(7);
    const seen = { on: today, nextActionOn: addDays(today, 7), safetyPlanned: true };
    await csw.post(`${path}/attempts`, {
      ...seen,
      method: 'interest_info',
      result: 'indirect_reaction',
      stageAfter: 'R3',
    });
    const spoken = { ...seen, method: 'home_visit', result: 'spoke_briefly', place: 'home', stageAfter: 'R4' };
    await expect(csw.post(`${path}/person-contact`, spoken)).resolves.toMatchObject({ state: 'ENGAGED' });

    const { id: personRef } = await csw.post('/persons', {
      name: '架空 花子',
      kana: 'かくう はなこ',
      safetyAsked: true,
    });
    const over = { personRef, caseRef, nextActionOn: addDays(today, 7) };
    expect((await refusal(csw.post(`${path}/hand-over`, over))).code).toBe('engagement.consent-missing');
    await csw.post(`/cases/${caseRef}/person`, { personRef });
    expect(await refusal(csw.post(`/cases/${caseRef}/acceptance`))).toEqual({ status: 403, code: 'consent.missing' });
    await agree(csw, personRef, [{ scope: 'intake_record' }], today);
    await expect(csw.post(`${path}/hand-over`, over)).resolves.toMatchObject({ state: 'HANDED_OVER' });
    await expect(csw.post(`/cases/${caseRef}/acceptance`)).resolves.toMatchObject({ state: 'ASSESSING' });

    const engagement = await csw.get<Engagement>(path);
    expect(engagement).toMatchObject({ state: 'HANDED_OVER', stage: 'R4', personRef, caseRef });
    expect(engagement.attempts.map(({ method }) => method)).toEqual(['home_visit', 'interest_info', 'letter']);
  });

  it('stops at once when the person wants no contact', async () => {
    const csw = world.people.as('CSW');
    const today = await world.today();
    const { id } = await csw.post('/engagements', {
      source: 'minsei',
      basisCode: 'internal_duty',
      reason: 'isolation',
    });
    await csw.post(`/engagements/${id}/preparation`, { nextActionOn: today });
    await csw.post(`/engagements/${id}/reaching-out`, { safetyPlanned: true, nextActionOn: today });
    await expect(csw.post(`/engagements/${id}/stop-wish`)).resolves.toMatchObject({ state: 'WATCHING' });
    const attempt = { method: 'letter', result: 'no_response', on: today, stageAfter: 'R1', nextActionOn: today };
    expect((await refusal(csw.post(`/engagements/${id}/attempts`, attempt))).status).toBe(409);
  });
});
