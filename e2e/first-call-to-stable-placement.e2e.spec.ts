import { addDays, addMonths } from '#libs/kernel';
import { acceptedRequest, confirmedPlan } from '../tools/acts';
import type { FollowUp, Inquiry, ListOf, Placement } from '../tools/answers';
import { until } from '../tools/until';
import { type Host, refusal, World } from './world';

jest.setTimeout(180_000);

const NEED = { primaryPurposes: ['role'], mode: ['in_person'], supportRequired: ['watch_over'] };
const PERSON = {
  name: '架空 次郎',
  kana: 'かくう じろう',
  birthDate: '1970-05-05',
  phone: '000-1111-2222',
  considerations: '大きな音が苦手',
  languages: ['ja'],
  searchPoint: { lat: 35.5, lng: 139.5 },
  safetyAsked: true,
};

describe('from the first call to a stable placement', () => {
  let world: World;
  let host: Host;
  let other: Host;

  beforeAll(async () => {
    world = await World.start();
    host = await world.host('自転車店', { total: 1, used: 0 });
    other = await world.host('仕分け場', { total: 3, used: 1 }, { activities: ['sorting'] });
  });

  afterAll(() => world.stop());

  it('goes through five services, with the person at every turn', async () => {
    const subject = await aCallBecomesACase();
    const requestId = await aPlanBecomesASearch(subject);
    const proposalId = await thePersonChooses(subject, requestId);
    const placementId = await theHostLearnsTheName(subject, proposalId);
    await bothAreFollowedUp(placementId);
    await supportEndsAndThePlaceStays(subject, requestId, placementId);
  });

  interface Subject {
    readonly caseRef: string;
    readonly personRef: string;
  }

  async function aCallBecomesACase(): Promise<Subject> {
    const counter = world.people.as('INTAKE_WORKER');
    const csw = world.people.as('CSW');
    const today = await world.today();
    const opened = await counter.post('/consultations', {
      receivedOn: today,
      channel: 'phone',
      chiefComplaint: '息子が家から出られない',
      urgency: 'normal',
      consentState: 'granted',
    });
    expect(opened).toMatchObject({ state: 'RECEIVED', version: 1 });
    const caseRef = opened.id;
    expect(await refusal(csw.post(`/cases/${caseRef}/single-support`))).toEqual({
      status: 409,
      code: 'case.transition-refused',
    });
    const triage = { fields: ['other'], result: 'continuing' };
    await expect(counter.post(`/cases/${caseRef}/triage`, triage)).resolves.toMatchObject({ state: 'TRIAGED' });
    await expect(csw.post(`/cases/${caseRef}/assessment-start`)).resolves.toMatchObject({ state: 'ASSESSING' });

    const { id: personRef } = await csw.post('/persons', PERSON);
    await csw.post(`/cases/${caseRef}/person`, { personRef });
    await expect(
      csw.post(`/cases/${caseRef}/assessments`, {
        ...{ strengths: ['repair'], interests: ['machine'], avoid: ['group_activity'], accessibility: [] },
        personWords: '機械なら分かる',
      }),
    ).resolves.toMatchObject({ version: 1 });
    await expect(csw.post(`/cases/${caseRef}/single-support`)).resolves.toMatchObject({ state: 'SUPPORTING' });
    return { caseRef, personRef };
  }

  async function aPlanBecomesASearch(subject: Subject): Promise<string> {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const { personRef } = subject;
    const today = await world.today();
    const planId = await confirmedPlan(worker, subject, { goal: '役割', wishes: '週一', personWords: 'はい' }, today);
    const requestId = await acceptedRequest(worker, { ...subject, planId }, NEED);

    expect((await world.search(requestId, [host, other])).outcome).toBe('blocked_consent');
    const consent = `/persons/${personRef}/consent`;
    await worker.post(`${consent}/explanation`, { explainedOn: today, policyVersion: '1', method: 'spoken' });
    await worker.post(`${consent}/grant`, {
      terms: [
        ...['intake_record', 'participation_matching', 'anonymous_inquiry'].map((scope) => ({ scope })),
        ...[host, other].map(({ orgId }) => ({ scope: 'provider_disclosure', orgIds: [orgId] })),
      ],
      method: 'signature',
      personWords: '二つとも名前を出していい',
    });

    const { outcome, candidates } = await world.ranked(requestId, [host, other]);
    expect(outcome).toBe('proposal');
    expect(candidates[0]).toMatchObject({ menuId: host.menuId, rank: 1 });
    expect(candidates[0]?.explanation).toEqual(
      expect.arrayContaining(['STRENGTH_MATCH', 'WATCH_OVER_OK', 'HOST_READY']),
    );
    expect(candidates[0]?.reasonsJa.join('')).toContain('修理');
    return requestId;
  }

  async function thePersonChooses({ caseRef }: Subject, requestId: string): Promise<string> {
    const worker = world.people.as('PARTICIPATION_WORKER');
    expect(await world.capacity(host.menuId)).toMatchObject({ total: 1, used: 0, held: 0, free: 1 });
    const [chosen = '', declined = ''] = await world.inquiries(requestId, [host, other]);
    expect(await world.capacity(host.menuId)).toMatchObject({ used: 0, held: 1, free: 0 });

    const staff = world.people.host(host.orgId);
    const { items } = await staff.get<ListOf<Inquiry>>('/inquiries');
    expect(items).toMatchObject([
      { proposalId: chosen, kind: 'anonymous', person: { ageFrom: 40, ageTo: 64 }, items: [] },
    ]);
    await expect(staff.post(`/proposals/${chosen}/willing`)).resolves.toMatchObject({ state: 'PROVIDER_WILLING' });
    await world.people.host(other.orgId).post(`/proposals/${declined}/willing`);
    await expect(worker.post(`/proposals/${chosen}/offer`)).resolves.toMatchObject({ state: 'PERSON_OFFERED' });
    await worker.post(`/proposals/${declined}/offer`);

    const note = await worker.post(`/cases/${caseRef}/notes`, { kind: 'choice', text: '自転車がいい' });
    const words = { personWordsNoteRef: note.id };
    await expect(worker.post(`/proposals/${chosen}/interest`, words)).resolves.toMatchObject({
      state: 'PERSON_INTERESTED',
    });
    const refused = await worker.post(`/proposals/${declined}/person-refusal`, { reasonCode: 'no_reason' });
    expect(refused.state).toBe('PERSON_DECLINED');
    expect(await world.capacity(other.menuId)).toMatchObject({ used: 1, held: 0, free: 2 });
    return chosen;
  }

  async function theHostLearnsTheName({ caseRef }: Subject, proposalId: string): Promise<string> {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const staff = world.people.host(host.orgId);
    expect((await refusal(staff.get(`/disclosures/${proposalId}`))).status).toBe(404);
    await worker.post(`/proposals/${proposalId}/named-inquiry`, { items: ['name', 'considerations'] });
    const told = await world.disclosed(proposalId, host.orgId);
    expect(told).toEqual({ proposalId, name: '架空 次郎', considerations: '大きな音が苦手' });

    const at = `${addDays(await world.today(), 1)}T13:00:00+09:00`;
    await staff.post(`/proposals/${proposalId}/trial`, { at });
    await world.passDays(2);
    const good = { personFeeling: 'good', hostFeeling: 'good' };
    await expect(worker.post(`/proposals/${proposalId}/trial-done`, good)).resolves.toMatchObject({
      state: 'TRIAL_DONE',
    });
    const yes = { personAgreed: true, hostAgreed: true };
    const accepted = await worker.post<{ state: string; placementId: string }>(
      `/proposals/${proposalId}/acceptance`,
      yes,
    );
    expect(accepted.state).toBe('ACCEPTED');
    expect(await world.capacity(host.menuId)).toMatchObject({ used: 1, held: 0, free: 0 });
    const { items } = await worker.get<ListOf<Placement>>(`/placements?caseRef=${caseRef}`);
    expect(items).toMatchObject([{ id: accepted.placementId, state: 'STARTING', holdsPlace: true }]);
    return accepted.placementId;
  }

  async function bothAreFollowedUp(placementId: string): Promise<void> {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const startedOn = await world.today();
    const started = await worker.post(`/placements/${placementId}/start`, { startedOn });
    expect(started.state).toBe('SETTLING');
    const planned = await until('eight follow-ups', async () => {
      const { items } = await worker.get<ListOf<FollowUp>>(`/follow-ups?placementId=${placementId}`);
      return items.length === 8 ? items : undefined;
    });
    const due = [addDays(startedOn, 7), addDays(startedOn, 14), addMonths(startedOn, 1), addMonths(startedOn, 3)];
    const expected = STEPS.flatMap((step, index) => ['host', 'person'].map((side) => `${step} ${side} ${due[index]}`));
    expect(planned.map(({ step, side, dueOn }) => `${step} ${side} ${dueOn}`).sort()).toEqual([...expected].sort());
    const early = { result: 'good', recordedOn: startedOn, contactMethod: 'phone' };
    expect(await refusal(worker.post(`/follow-ups/${planned[7]?.id ?? ''}/result`, early))).toMatchObject({
      code: 'follow-up.not-due-yet',
    });
    for (const step of STEPS) await record(planned, step, step === 'week2' ? 'concern' : 'good', placementId);
    await expect(worker.post(`/placements/${placementId}/stabilization`)).resolves.toMatchObject({ state: 'STABLE' });
  }

  const STEPS = ['week1', 'week2', 'month1', 'month3'] as const;

  async function record(
    planned: readonly FollowUp[],
    step: string,
    result: string,
    placementId: string,
  ): Promise<void> {
    const worker = world.people.as('PARTICIPATION_WORKER');
    const due = planned.filter((one) => one.step === step);
    const today = await world.today();
    const dueOn = due[0]?.dueOn ?? today;
    const recordedOn = await world.passDays(Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000));
    expect(recordedOn).toBe(dueOn);
    for (const { id, side } of due) {
      const told = { result: side === 'person' ? result : 'good', recordedOn, contactMethod: 'place_visit' };
      await expect(worker.post(`/follow-ups/${id}/result`, told)).resolves.toMatchObject({ state: 'DONE' });
    }
    if (result === 'good') return;
    const advised = await until('the advice to adjust', async () => {
      const placement = await worker.get<Placement>(`/placements/${placementId}`);
      return placement.advice === 'issue' ? placement : undefined;
    });
    expect(advised.state).toBe('SETTLING');
    expect((await refusal(worker.post(`/placements/${placementId}/stabilization`))).code).toBe('placement.too-early');
    const issue = { side: 'person', reasonCode: 'noise' };
    await expect(worker.post(`/placements/${placementId}/issue`, issue)).resolves.toMatchObject({ state: 'ADJUSTING' });
    await worker.post(`/placements/${placementId}/host-support`, { kind: 'environment', on: recordedOn });
    await expect(worker.post(`/placements/${placementId}/adjustment`)).resolves.toMatchObject({ state: 'SETTLING' });
  }

  async function supportEndsAndThePlaceStays({ caseRef }: Subject, requestId: string, placementId: string) {
    const worker = world.people.as('PARTICIPATION_WORKER');
    await expect(worker.post(`/match-requests/${requestId}/closure`)).resolves.toMatchObject({ state: 'CLOSED' });
    expect((await refusal(worker.post(`/placements/${placementId}/support-closure`, { aftercare: true }))).code).toBe(
      'consent.missing',
    );
    const closed = await worker.post(`/placements/${placementId}/support-closure`, { aftercare: false });
    expect(closed.state).toBe('SUPPORT_CLOSED');
    expect(await worker.get<Placement>(`/placements/${placementId}`)).toMatchObject({ holdsPlace: true });
    expect(await world.capacity(host.menuId)).toMatchObject({ used: 1, free: 0 });

    await expect(world.people.as('CSW').post(`/cases/${caseRef}/closing`)).resolves.toMatchObject({ state: 'CLOSING' });
    const evaluation = { reason: 'connection_stable', evaluation: '続いている', observedChanges: ['participation_up'] };
    expect((await refusal(world.people.as('CSW').post(`/cases/${caseRef}/closure`, evaluation))).status).toBe(403);
    const decided = await world.people.as('DECISION_MAKER').post(`/cases/${caseRef}/closure`, evaluation);
    expect(decided.state).toBe('CLOSED');

    const endedOn = await world.passDays(30);
    const left = { reasonCode: 'person_wish', endedOn };
    const ended = await world.people.host(host.orgId).post(`/placements/${placementId}/leaving`, left);
    expect(ended.state).toBe('ENDED');
    expect(await world.capacity(host.menuId)).toMatchObject({ used: 0, free: 1 });
  }
});
