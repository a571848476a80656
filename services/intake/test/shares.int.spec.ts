import {
  CheckConsentV1,
  ConfirmReturnV1,
  ConsentWithdrawnV1,
  DecideExceptionV1,
  ListOpenExceptionsV1,
  ListReturnRequestsV1,
  ListSharesV1,
  MatchingProfileV1,
  NamedInquirySentV1,
  ReadConsentV1,
  ReadDisclosureV1,
  ReadExceptionV1,
  type UseConsentExceptionV1 as Use,
  UseConsentExceptionV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { addDays, type CallContext, nextWorkingDay } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { recordShare, type Share } from '../src/storage/shares.store';
import { ConsentExpiryTimer } from '../src/timers/consent-expiry.timer';
import { anId, refusal, Story, today } from './fixtures';

const REASON = '三日連絡がとれず、窓から倒れているのが見えたため';

describe('what is shared of a person', () => {
  let world: ServiceWorld;
  let story: Story;
  const chief = () => world.actor('DECISION_MAKER');

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  /** Shares in a unit of work of its own, as every slice does it in theirs. */
  function share(more: Partial<Share> & Pick<Share, 'personRef' | 'recipient'>): Promise<{ id: string }> {
    const given: Share = {
      ...{ caseRef: null, scope: null, basis: 'consent', reason: null, items: ['situation'], actor: story.worker },
      ...more,
    };
    const ctx: CallContext = { tenant: story.worker.tenant, actor: story.worker, correlationId: anId() };
    const unit = world.services[0]?.app.get(UnitOfWork);
    if (!unit) throw new Error('There is no service.');
    return unit.run(ctx, async (tx) => ({ id: await recordShare(tx, given) }));
  }
  const check = (personRef: string, scope: string, orgId: string | null = null) =>
    world.ask(CheckConsentV1, { personRef, scope, orgId }, world.actor('SYSTEM'));
  const sharesOf = async (personRef: string) => (await world.ask(ListSharesV1, { personRef }, story.worker)).items;
  const returnsTo = async (recipientId: string) =>
    (await world.ask(ListReturnRequestsV1, { recipientId }, story.worker)).items;
  const use = (personRef: string, more: Partial<Use> = {}) =>
    world.ask(
      UseConsentExceptionV1,
      {
        ...{ personRef, basis: 'life_danger', reason: REASON, until: addDays(today(), 5) },
        scopes: [{ scope: 'internal_sharing' }],
        ...more,
      },
      story.worker,
    );

  it('is decided when it is shared, and called back when the word is taken back', async () => {
    const [personRef, desk, agency, other] = [await story.person(), anId(), anId(), anId()];
    await story.grant(personRef, [
      { scope: 'internal_sharing' },
      { scope: 'agency_referral', orgIds: [agency, other] },
    ]);
    const toAgency = { personRef, recipient: { kind: 'agency' as const, id: agency }, scope: 'agency_referral' };
    const toDesk = { personRef, recipient: { kind: 'desk' as const, id: desk }, scope: 'internal_sharing' };
    await share(toDesk);
    await share(toAgency);
    expect(await refusal(share({ ...toAgency, recipient: { kind: 'agency', id: anId() } }))).toBe('consent.missing');
    expect(await refusal(share({ ...toDesk, basis: 'art106_6', reason: REASON }))).toBe('share.basis-refused');
    await world.ask(WithdrawConsentV1, { personRef, orgIds: [agency] }, story.worker);
    expect(await refusal(share(toAgency))).toBe('consent.missing');
    expect(await check(personRef, 'agency_referral', other)).toMatchObject({ allowed: true });
    expect(await returnsTo(agency)).toMatchObject([{ state: 'REQUESTED', items: ['situation'] }]);
    expect(await returnsTo(desk)).toEqual([]);
    const heard = (await world.said(ConsentWithdrawnV1)).filter((event) => event.personRef === personRef);
    expect(heard).toMatchObject([{ scopes: ['agency_referral'], orgIds: [] }]);
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    expect(await refusal(share(toDesk))).toBe('consent.missing');
    const [task] = await returnsTo(desk);
    const requestId = task?.id ?? '';
    expect((await world.ask(ConfirmReturnV1, { requestId }, story.worker)).state).toBe('CONFIRMED');
    expect((await world.ask(ConfirmReturnV1, { requestId }, story.worker)).version).toBe(2);
    expect(await refusal(world.ask(ConfirmReturnV1, { requestId: anId() }, story.worker))).toBe(
      'return-request.not-found',
    );
  });

  it('is on record with whom, what, on which ground and when, newest first', async () => {
    const [personRef, desk] = [await story.person(), anId()];
    await story.grant(personRef, [{ scope: 'internal_sharing' }]);
    const recipient = { kind: 'desk' as const, id: desk };
    await share({ personRef, recipient, scope: 'internal_sharing', items: ['wishes'], sourceId: 'sheet-1' });
    await share({ personRef, recipient, basis: 'law', reason: '通告の義務があるため' });
    expect(await sharesOf(personRef)).toMatchObject([
      { basis: 'law', reason: '通告の義務があるため', scope: null, recipientKind: 'desk', recipientId: desk },
      { basis: 'consent', scope: 'internal_sharing', items: ['wishes'], sourceId: 'sheet-1', sharedBy: 'test-CSW' },
    ]);
    const page = await world.ask(ListSharesV1, { personRef, limit: 1 }, story.worker);
    const wish = { personRef, limit: 1, cursor: page.nextCursor ?? '' };
    expect((await world.ask(ListSharesV1, wish, story.worker)).items).toMatchObject([{ basis: 'consent' }]);
    expect(await refusal(world.ask(ListSharesV1, { personRef: anId() }, story.worker))).toBe('person.not-found');
    const manager = world.ask(ListSharesV1, { personRef }, world.actor('NO_REFUSAL_MANAGER'));
    expect(await refusal(manager)).toBe('role.refused');
  });

  it('with a host by a named inquiry is on record, too, and is destroyed rather than returned', async () => {
    const [personRef, orgId, proposalId] = [await story.person(), anId(), anId()];
    await story.grant(personRef, [{ scope: 'provider_disclosure', orgIds: [orgId] }]);
    await world.hears(NamedInquirySentV1, { proposalId, personRef, orgId, items: ['name'], version: 3 });
    expect(await sharesOf(personRef)).toMatchObject([
      { recipientKind: 'host', recipientId: orgId, basis: 'consent', items: ['name'], sourceId: proposalId },
    ]);
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    expect(await returnsTo(orgId)).toEqual([]);
    const tasks = await world.sql('SELECT 1 FROM destruction_requests WHERE proposal_id = $1', [proposalId]);
    expect(tasks).toHaveLength(1);
  });

  it('holds at once by an exception, red until somebody else approves it', async () => {
    const personRef = await story.person();
    const { id: exceptionId } = await use(personRef);
    expect(await check(personRef, 'internal_sharing')).toMatchObject({ allowed: true, until: addDays(today(), 5) });
    expect(await check(personRef, 'intake_record')).toMatchObject({ allowed: false });
    expect(await world.ask(ReadConsentV1, { personRef }, story.worker)).toMatchObject({
      state: 'EXCEPTION',
      exceptions: [{ exceptionId, state: 'PENDING', inUse: true, overdue: false, approveBy: nextWorkingDay(today()) }],
    });
    const verdict = { exceptionId, verdict: 'approved' as const };
    const own = world.actor('DECISION_MAKER', { sub: story.worker.sub });
    expect(await refusal(world.ask(DecideExceptionV1, verdict, own))).toBe('exception.own');
    expect(await refusal(world.ask(DecideExceptionV1, verdict, story.worker))).toBe('role.refused');
    expect(await world.ask(ReadExceptionV1, { exceptionId }, chief())).toMatchObject({ reason: REASON });
    expect(await refusal(world.ask(DecideExceptionV1, verdict, chief(), { ifMatch: 7 }))).toBe('stale-version');
    expect((await world.ask(DecideExceptionV1, verdict, chief())).state).toBe('APPROVED');
    expect(await refusal(world.ask(DecideExceptionV1, verdict, chief()))).toBe('exception.decided');
    expect(await check(personRef, 'internal_sharing')).toMatchObject({ allowed: true });
  });

  it('ends with an exception that is not approved: what was given is called back', async () => {
    const [personRef, desk] = [await story.person(), anId()];
    const toDesk = { personRef, recipient: { kind: 'desk' as const, id: desk }, basis: 'life_danger', reason: REASON };
    expect(await refusal(share(toDesk))).toBe('share.basis-refused');
    const { id: exceptionId } = await use(personRef);
    await share(toDesk);
    await world.ask(DecideExceptionV1, { exceptionId, verdict: 'disapproved' }, chief());
    expect(await check(personRef, 'internal_sharing')).toMatchObject({ allowed: false });
    expect(await refusal(share(toDesk))).toBe('share.basis-refused');
    expect(await returnsTo(desk)).toMatchObject([{ state: 'REQUESTED' }]);
    expect(await world.ask(ReadConsentV1, { personRef }, story.worker)).toMatchObject({
      state: 'REFUSED',
      exceptions: [],
    });
    const heard = (await world.said(ConsentWithdrawnV1)).filter((event) => event.personRef === personRef);
    expect(heard).toMatchObject([{ scopes: ['internal_sharing'] }]);
  });

  it('by an exception takes nothing from what the person agreed to, and ends with the explanation', async () => {
    const personRef = await story.person();
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    await use(personRef);
    expect(await world.ask(ReadConsentV1, { personRef }, story.worker)).toMatchObject({ state: 'GRANTED' });
    expect(await check(personRef, 'participation_matching')).toMatchObject({ allowed: true });
    expect(await check(personRef, 'internal_sharing')).toMatchObject({ allowed: true });
    const silent = await story.person();
    await use(silent);
    await story.explain(silent);
    expect(await check(silent, 'internal_sharing')).toMatchObject({ allowed: false });
    // Used is used: somebody still decides on it.
    const { exceptions } = await world.ask(ReadConsentV1, { personRef: silent }, story.worker);
    expect(exceptions).toMatchObject([{ state: 'PENDING', inUse: false }]);
  });

  it('with a host by name needs danger to life, and then reaches matching and the host', async () => {
    const [personRef, orgId, proposalId] = [await story.person(), anId(), anId()];
    const name = [{ scope: 'provider_disclosure', orgIds: [orgId] }, { scope: 'participation_matching' }];
    expect(await refusal(use(personRef, { basis: 'special_reason', scopes: name }))).toBe('exception.basis-unfit');
    expect(await refusal(use(personRef, { until: addDays(today(), 30), scopes: name }))).toBe(
      'exception.term-too-long',
    );
    await use(personRef, { scopes: name });
    const profile = await world.ask(MatchingProfileV1, { personRef }, world.actor('SYSTEM'));
    expect(profile.disclosureOrgIds).toEqual([orgId]);
    await world.hears(NamedInquirySentV1, { proposalId, personRef, orgId, items: ['name'], version: 3 });
    const host = world.actor('PROVIDER_STAFF', { orgId });
    expect(await world.ask(ReadDisclosureV1, { proposalId }, host)).toMatchObject({ name: '架空 花子' });
    expect(await sharesOf(personRef)).toMatchObject([{ basis: 'life_danger', recipientId: orgId }]);
  });

  // Last: it moves the clock of the municipality.
  it('by an exception is over by the calendar; undecided ones are listed, the most overdue first', async () => {
    const [personRef, desk] = [await story.person(), anId()];
    const { id: exceptionId } = await use(personRef);
    await share({ personRef, recipient: { kind: 'desk', id: desk }, basis: 'life_danger', reason: REASON });
    await world.moveClock({ days: 6 });
    expect(await check(personRef, 'internal_sharing')).toMatchObject({ allowed: false });
    await world.services[0]?.app.get(ConsentExpiryTimer).pass();
    await eventually('the exception to be over', async () => {
      const { state } = await world.ask(ReadConsentV1, { personRef }, story.worker);
      return state === 'EXPIRED';
    });
    expect(await returnsTo(desk)).toHaveLength(1);
    const { id: newest } = await use(await story.person(), { until: addDays(today(), 8) });
    const manager = world.actor('NO_REFUSAL_MANAGER');
    const open = (await world.ask(ListOpenExceptionsV1, {}, manager)).items;
    const mine = open.filter((one) => [exceptionId, newest].includes(one.exceptionId));
    expect(mine).toMatchObject([
      { exceptionId, overdue: true, inUse: false },
      { exceptionId: newest, overdue: false, inUse: true },
    ]);
    expect(JSON.stringify(open)).not.toContain('窓');
    const page = await world.ask(ListOpenExceptionsV1, { limit: 1 }, manager);
    const next = await world.ask(ListOpenExceptionsV1, { limit: 1, cursor: page.nextCursor ?? '' }, manager);
    expect([page.items[0]?.exceptionId, next.items[0]?.exceptionId]).toEqual([
      open[0]?.exceptionId,
      open[1]?.exceptionId,
    ]);
  });
});
