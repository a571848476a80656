import { refusal, World } from './world';
import { eventually } from '#libs/testing';

jest.setTimeout(180_000);

interface Engagement {
  readonly nextActionOn: string | null;
}

describe('somebody dies', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });

  afterAll(() => world.stop());

  it('and no letter, call or visit is left, by whichever case they are known', async () => {
    const csw = world.people.as('CSW');
    const today = await world.today();
    const call = {
      receivedOn: today,
      channel: 'counter',
      chiefComplaint: '話し相手がほしい',
      urgency: 'normal',
      consentState: 'granted',
    };
    const { id: personRef } = await csw.post('/persons', {
      name: '架空 一郎',
      kana: 'かくう いちろう',
      safetyAsked: true,
    });
    const { id: first } = await csw.post('/consultations', { ...call, personRef });
    const { id: second } = await csw.post('/consultations', { ...call, personRef });
    const { id: other } = await csw.post('/consultations', call);
    const about = { source: 'watch_partner', basisCode: 'internal_duty', reason: 'isolation' };
    const engaged = async (of: object): Promise<string> => (await csw.post('/engagements', { ...about, ...of })).id;
    const stopped = [
      await engaged({ caseRef: first }),
      await engaged({ caseRef: second }),
      await engaged({ personRef }),
    ];
    const goesOn = await engaged({ caseRef: other });
    const nextOf = async (id: string): Promise<string | null> =>
      (await csw.get<Engagement>(`/engagements/${id}`)).nextActionOn;
    expect(await Promise.all(stopped.map(nextOf))).not.toContain(null);

    await csw.post(`/cases/${first}/early-end`, { reason: 'deceased', note: '家族から連絡があった' });
    await eventually('every next action to be dropped', async () =>
      (await Promise.all(stopped.map(nextOf))).every((day) => day === null),
    );
    expect(await nextOf(goesOn)).not.toBeNull();
    const late = await refusal(csw.post('/engagements', { ...about, caseRef: second }));
    expect(late).toEqual({ status: 409, code: 'engagement.person-deceased' });
  });
});
