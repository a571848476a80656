import {
  AcceptElsewhereV1,
  AmendConsentV1,
  AssignReferralV1,
  CaseClosedV1,
  ChangeReferralV1,
  CloseCaseV1,
  DraftReferralV1,
  EscalateReferralV1,
  RaiseEmergencyV1,
  ReadReferralV1,
  ReferOutV1,
  ResendReferralV1,
  SendReferralV1,
  StartAssessmentV1,
  StartClosingV1,
  SupportSingleV1,
  TakeBackCaseV1,
  TakeOnReferralV1,
  WithdrawReferralV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, today } from './fixtures';
import { type DeskOf, Referrals, SHEET } from './referral-fixtures';

describe('つなぐシート', () => {
  let world: ServiceWorld;
  let sheets: Referrals;
  let sender: DeskOf;
  let receiver: DeskOf;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
    ({ sender, receiver } = sheets);
  }, 60_000);
  afterAll(() => world.stop());

  const read = (referralId: string, by = sender.worker) => world.ask(ReadReferralV1, { referralId }, by);
  const caseState = (caseRef: string) => sheets.stateOf('cases', caseRef);

  it('carries a case out and, once taken on, to its assessment', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    expect(await caseState(caseRef)).toBe('REFERRED_OUT');
    expect((await read(referralId)).holder).toEqual({ kind: 'desk', deskId: receiver.deskId, sub: null });
    expect(await sheets.accept(referralId)).toEqual({ id: referralId, state: 'ACCEPTED', version: 3 });
    expect(await caseState(caseRef)).toBe('ASSESSING');
  });

  it('leaves a case where it is that is not waiting for it', async () => {
    const { caseRef } = await sheets.triaged();
    await world.ask(StartAssessmentV1, { caseRef }, sender.worker);
    await world.ask(SupportSingleV1, { caseRef }, sender.worker);
    const [first, second] = [await sheets.sent(caseRef), await sheets.sent(caseRef, { topics: ['mental'] })];
    await sheets.accept(first);
    await sheets.giveBack(second);
    expect(await caseState(caseRef)).toBe('SUPPORTING');
  });

  it('keeps a case from closing until the desk has answered', async () => {
    const { caseRef } = await sheets.triaged();
    await world.ask(StartAssessmentV1, { caseRef }, sender.worker);
    await world.ask(SupportSingleV1, { caseRef }, sender.worker);
    const referralId = await sheets.sent(caseRef);
    await world.ask(StartClosingV1, { caseRef }, world.actor('CSW'));
    const closure = { caseRef, reason: 'goal_achieved', evaluation: '届いた', observedChanges: [] };
    const close = () => refusal(world.ask(CloseCaseV1, closure, world.actor('DECISION_MAKER')));
    expect(await close()).toBe('case.referral-waiting');
    await sheets.giveBack(referralId);
    expect(await close()).toBe('done');
  });

  it('goes with others: the first that is taken on moves the case, the last that comes back brings it home', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    const others = [await sheets.sent(caseRef), await sheets.sent(caseRef)];
    await sheets.giveBack(referralId);
    await sheets.giveBack(others[0] ?? '');
    expect(await caseState(caseRef)).toBe('REFERRED_OUT');
    await sheets.giveBack(others[1] ?? '');
    expect(await caseState(caseRef)).toBe('TRIAGED');
    expect((await read(referralId)).holder).toEqual({ kind: 'desk', deskId: sender.deskId, sub: null });
    const again = { caseRef, referralId, ...sheets.to(receiver) };
    expect((await world.ask(ReferOutV1, again, sender.worker)).state).toBe('REFERRED_OUT');
    await sheets.accept(referralId);
    expect(await caseState(caseRef)).toBe('ASSESSING');
  });

  it('is with the manager in the very moment it comes back the second time', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    await sheets.giveBack(referralId);
    await world.ask(ReferOutV1, { caseRef, referralId, ...sheets.to(receiver) }, sender.worker);
    expect((await sheets.giveBack(referralId)).state).toBe('ESCALATED');
    const sheet = await read(referralId);
    expect(sheet.holder).toEqual({ kind: 'manager', deskId: receiver.deskId, sub: receiver.manager.sub });
    expect(sheet.steps.map(({ event }) => event)).toEqual(['draft', 'send', 'return', 'resend', 'return', 'escalate']);
    expect(await caseState(caseRef)).toBe('REFERRED_OUT');
    const third = await sheets.desk();
    await world.ask(AssignReferralV1, { referralId, ...sheets.to(third) }, receiver.manager);
    expect((await sheets.accept(referralId, third.worker)).state).toBe('ACCEPTED');
    expect(await caseState(caseRef)).toBe('ASSESSING');
  });

  it('is taken in hand by a manager where two sheets of a case came back once each', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    await sheets.giveBack(referralId);
    const escalate = () => world.ask(EscalateReferralV1, { referralId }, receiver.manager);
    expect(await refusal(escalate())).toBe('referral.returned-once');
    await sheets.giveBack(await sheets.sent(caseRef));
    expect((await escalate()).state).toBe('ESCALATED');
  });

  it('is taken on from the manager by a desk of the own, not by anybody for somebody else', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    await sheets.giveBack(referralId);
    await world.ask(ResendReferralV1, { referralId, ...sheets.to(receiver) }, sender.worker);
    await sheets.giveBack(referralId);
    const third = await sheets.desk();
    const taken = { referralId, ...sheets.to(third) };
    expect(await refusal(world.ask(TakeOnReferralV1, taken, receiver.worker))).toBe('desk.not-yours');
    expect(await refusal(world.ask(TakeOnReferralV1, taken, receiver.manager))).toBe('desk.not-yours');
    expect((await world.ask(TakeOnReferralV1, taken, third.manager)).state).toBe('ACCEPTED');
    expect(await caseState(caseRef)).toBe('TRIAGED');
    const sheet = await read(referralId);
    expect(sheet.holder.deskId).toBe(third.deskId);
  });

  it('is answered by its receiver only, late ones included', async () => {
    const referralId = await sheets.sent((await sheets.triaged()).caseRef);
    expect(await refusal(sheets.accept(referralId, sender.worker))).toBe('referral.not-the-receiver');
    expect(await refusal(sheets.giveBack(referralId, sender.worker))).toBe('referral.not-the-receiver');
    await world.sql(`UPDATE referral_sheets SET state = 'ESCALATED' WHERE id = $1`, [referralId]);
    expect((await sheets.accept(referralId)).state).toBe('ACCEPTED');
  });

  it('rests on consent or on a ground with its reason, looked at in the moment of sending', async () => {
    const agency = await sheets.desk({ external: true, orgId: anId() });
    const { caseRef, personRef } = await sheets.triaged();
    const referralId = await sheets.draft(caseRef);
    const send = (more: object) =>
      refusal(world.ask(SendReferralV1, { referralId, ...sheets.to(agency), ...more }, sender.worker));
    expect(await send({})).toBe('consent.missing');
    expect(await send({ basis: 'law' })).toBe('share.basis-refused');
    expect(await send({ basis: 'art106_6', basisReason: '会議で話した' })).toBe('share.basis-refused');
    expect(await send({ basis: 'life_danger', basisReason: '命に関わるため' })).toBe('share.basis-refused');
    expect(await send({ toDeskId: sender.deskId })).toBe('referral.same-desk');
    expect(await send({ toDeskId: anId() })).toBe('desk.not-found');
    const shares = () => world.sql(`SELECT basis, items FROM shares WHERE source_id = $1`, [referralId]);
    expect(await shares()).toEqual([]);
    expect(await send({ basis: 'law', basisReason: '児童福祉法25条の通告' })).toBe('done');
    expect(await shares()).toEqual([{ basis: 'law', items: ['referral_sheet', 'name', 'phone'] }]);
    const named = await sheets.triaged([agency.orgId ?? '']);
    const other = await sheets.draft(named.caseRef);
    await world.ask(SendReferralV1, { referralId: other, ...sheets.to(agency) }, sender.worker);
    expect(personRef).not.toBe(named.personRef);
  });

  it('asks again whenever it is sent again', async () => {
    const agency = await sheets.desk({ external: true, orgId: anId() });
    const { caseRef, personRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef);
    await sheets.giveBack(referralId);
    const resend = () => world.ask(ResendReferralV1, { referralId, ...sheets.to(agency) }, sender.worker);
    expect(await refusal(resend())).toBe('consent.missing');
    const terms = [{ scope: 'agency_referral', orgIds: [agency.orgId ?? ''] }];
    await world.ask(AmendConsentV1, { personRef, terms, method: 'spoken' }, sheets.story.worker);
    expect((await resend()).state).toBe('SENT');
  });

  it('closes a case that somebody elsewhere took over, with the person’s word and no danger standing', async () => {
    const town = await sheets.desk({ external: true, orgId: anId(), members: [] });
    const { caseRef } = await sheets.triaged([town.orgId ?? '']);
    const referralId = await sheets.draft(caseRef);
    await world.ask(ReferOutV1, { caseRef, referralId, ...sheets.to(town) }, sender.worker);
    const agreed = { caseRef, referralId, personAgreedOn: today(), personWords: '引っ越し先で続けたい' };
    const end = (more: object) => refusal(world.ask(AcceptElsewhereV1, { ...agreed, ...more }, sender.worker));
    expect(await end({})).toBe('referral.spoken-to-missing');
    const heard = { spokenTo: '転出先の福祉課 係長' };
    expect(await end({ ...heard, personAgreedOn: addDays(today(), 2) })).toBe('referral.agreed-in-future');
    const other = await sheets.sent(caseRef);
    expect(await end(heard)).toBe('case.referral-waiting');
    await sheets.giveBack(other);
    const left = await sheets.draft(caseRef);
    await world.ask(RaiseEmergencyV1, { caseRef, reason: '連絡がつかない' }, sender.worker);
    expect(await end(heard)).toBe('case.emergency-stands');
    await world.sql('UPDATE cases SET emergency = NULL WHERE id = $1', [caseRef]);
    expect(await end({ ...heard, referralId: other })).toBe('referral-sheet.transition-refused');
    expect(await end(heard)).toBe('done');
    expect(await caseState(caseRef)).toBe('CLOSED');
    expect(await sheets.statesOf(referralId, other, left)).toEqual(['ACCEPTED', 'WITHDRAWN', 'WITHDRAWN']);
    const closed = (await world.said(CaseClosedV1)).find((event) => event.caseRef === caseRef);
    expect(closed).toMatchObject({ reason: 'transferred' });
  });

  it('does not close a case for a desk of the house', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    const agreed = { caseRef, referralId, personAgreedOn: today(), personWords: 'はい' };
    const end = world.ask(AcceptElsewhereV1, agreed, receiver.worker);
    expect(await refusal(end)).toBe('referral.not-elsewhere');
  });

  it('lets a case be taken back once no desk owes an answer', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    const back = (by = sender.worker) => world.ask(TakeBackCaseV1, { caseRef, reason: '本人が来所した' }, by);
    expect(await refusal(back())).toBe('case.referral-waiting');
    await world.sql(`UPDATE referral_sheets SET state = 'ESCALATED' WHERE id = $1`, [referralId]);
    expect((await back(receiver.manager)).state).toBe('TRIAGED');
    expect((await read(referralId)).holder.kind).toBe('manager');
  });

  it('is drafted at one’s own desk, from a case that was sorted and has its person', async () => {
    const { caseRef } = await sheets.triaged();
    const draft = (more: Partial<DraftReferralV1>) =>
      refusal(world.ask(DraftReferralV1, { caseRef, fromDeskId: sender.deskId, ...SHEET, ...more }, sender.worker));
    expect(await draft({ fromDeskId: receiver.deskId })).toBe('desk.not-yours');
    expect(await draft({ fromDeskId: anId() })).toBe('desk.not-found');
    expect(await draft({ caseRef: anId() })).toBe('case.not-found');
    expect(await draft({ caseRef: await sheets.story.consultation() })).toBe('referral.not-now');
    const nobody = await sheets.story.consultation();
    await world.sql(`UPDATE cases SET state = 'TRIAGED' WHERE id = $1`, [nobody]);
    expect(await draft({ caseRef: nobody })).toBe('case.person-missing');
    expect(await draft({ topics: [] })).toBe('fields.invalid');
    expect(await draft({ items: ['address'] })).toBe('fields.invalid');
  });

  it('is written anew while its sender has it, and keeps what stood there', async () => {
    const { caseRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef);
    const change = { referralId, ...SHEET, asksFor: '収入の資料を添えた', items: ['name'] };
    expect(await refusal(world.ask(ChangeReferralV1, change, sender.worker))).toBe('referral.not-here');
    await sheets.giveBack(referralId);
    await world.ask(ChangeReferralV1, change, sender.worker);
    expect(await read(referralId)).toMatchObject({ asksFor: '収入の資料を添えた', items: ['name'], state: 'RETURNED' });
    const [kept] = await world.sql<{ detail: { before: { asksFor: string } } }>(
      `SELECT detail FROM referral_steps WHERE referral_id = $1 AND event = 'change'`,
      [referralId],
    );
    expect(kept?.detail.before.asksFor).toBe(SHEET.asksFor);
  });

  it('withdraws with a reason, and brings a case home that waited for it', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    const withdrawn = { referralId, reason: 'person_wish', words: 'やめておきたい' };
    expect((await world.ask(WithdrawReferralV1, withdrawn, sender.worker)).state).toBe('WITHDRAWN');
    expect(await caseState(caseRef)).toBe('TRIAGED');
    expect(await refusal(sheets.accept(referralId))).toBe('referral-sheet.transition-refused');
  });
});
