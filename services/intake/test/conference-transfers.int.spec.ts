import { randomUUID } from 'node:crypto';
import {
  ListNotesV1,
  ListTransfersV1,
  MatchingProfileChangedV1,
  MatchingProfileV1,
  ReadHostTransfersV1,
  ReadMultilayeredItemV1,
  ReadPlanTransfersV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import type { Actor } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import settings from '../src/domain/conference-settings.json';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story } from './fixtures';
import { Carrying, type Held, ORG, rowsWith } from './transfer-fixtures';

jest.setTimeout(120_000);
const WORDS = '隣室の怒鳴り声を聞いた人がいる';

describe('what was learned in a support conference', () => {
  let world: ServiceWorld;
  let story: Story;
  let carrying: Carrying;
  let carrier: Actor;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    carrying = await Carrying.start(world);
    ({ carrier } = carrying);
  });
  afterAll(() => world.stop());

  const held = (words = WORDS): Promise<Held> => carrying.held(words);
  const transfer: Carrying['transfer'] = (...given) => carrying.transfer(...given);
  const planOf: Carrying['planOf'] = (...given) => carrying.planOf(...given);
  const proposalOf: Carrying['proposalOf'] = (...given) => carrying.proposalOf(...given);
  const itemElsewhere: Carrying['itemElsewhere'] = (of) => carrying.itemElsewhere(of);
  const copies = (marker: string) => rowsWith(world, marker);

  it('stays there until a member carries one paper into the record, on a ground that is kept with the copy', async () => {
    const of = await held();
    expect((await copies(WORDS)).filter(({ row }) => row['item_id'] === undefined)).toEqual([]);
    const { id: shareId } = await transfer(of, { target: 'note', targetId: of.caseRef });
    const notes = await world.ask(ListNotesV1, { caseRef: of.caseRef }, story.worker);
    expect(notes.items).toMatchObject([
      { kind: 'from_conference', text: WORDS, writtenBy: carrier.sub, originShareId: shareId },
    ]);
    const [share] = await world.sql<{ basis: string; person_ref: string }>('SELECT * FROM shares WHERE id = $1', [
      shareId,
    ]);
    expect(share).toMatchObject({ basis: 'internal_duty', person_ref: of.personRef, shared_by: carrier.sub });
    const { conferenceId, itemId } = of;
    expect((await world.ask(ListTransfersV1, { conferenceId, itemId }, carrier)).items).toMatchObject([
      { shareId, target: 'note', targetId: of.caseRef, basis: 'internal_duty', transferredBy: carrier.sub },
    ]);
    const outsider = world.actor('CONFERENCE_MEMBER', { sub: 'outsider' });
    expect(await refusal(world.ask(ListTransfersV1, { conferenceId, itemId }, outsider))).toBe(
      'conference-item.not-found',
    );
  });

  it('is carried by nobody who may not read it, and to nobody else than the person it is about', async () => {
    const [of, other] = [await held(), await held()];
    const note = (targetId: string, actor?: Actor) => refusal(transfer(of, { target: 'note', targetId }, actor));
    expect(await note(of.caseRef, story.worker)).toBe('conference-item.not-found');
    expect(await note(of.caseRef, world.actor(['HOKATSU_COORDINATOR', 'DECISION_MAKER'], { sub: 'head' }))).toBe(
      'conference-item.not-found',
    );
    expect(await note(other.caseRef)).toBe('transfer.other-person');
    expect(await note(anId())).toBe('case.not-found');
    expect(await refusal(transfer({ ...of, paperId: other.paperId }, { target: 'note', targetId: of.caseRef }))).toBe(
      'conference-paper.not-found',
    );
    expect(await refusal(transfer(of, { target: 'plan', targetId: await planOf(other) }))).toBe(
      'transfer.other-person',
    );
    const proposal = await proposalOf(other);
    expect(await refusal(transfer(of, { target: 'host', targetId: proposal, basis: 'consent' }))).toBe(
      'transfer.other-person',
    );
    const facts = { avoid: ['crowd'] };
    expect(
      await refusal(transfer(of, { target: 'matching', targetId: other.personRef, basis: 'consent', facts })),
    ).toBe('transfer.other-person');
    const unknown = await story.consultation();
    const nobodys = { ...of, ...(await carrying.paperAbout(unknown, WORDS)) };
    expect(await refusal(transfer(nobodys, { target: 'note', targetId: unknown }))).toBe('case.person-missing');
  });

  it('goes on no ground on which it may not, and on consent only while it is in force', async () => {
    const of = await held();
    const note = (basis: string) => refusal(transfer(of, { target: 'note', targetId: of.caseRef, basis }));
    expect(await note('art106_6')).toBe('transfer.basis-refused');
    expect(await note('entrustment')).toBe('transfer.basis-refused');
    expect(await note('consent')).toBe('consent.missing');
    expect(await note('life_danger')).toBe('share.basis-refused');
    await story.grant(of.personRef, [{ scope: 'intake_record' }]);
    expect(await note('consent')).toBe('done');
    expect(await refusal(transfer(of, { target: 'note', targetId: of.caseRef, facts: { avoid: ['crowd'] } }))).toBe(
      'transfer.facts-unexpected',
    );
  });

  it('reaches a plan as a copy beside it, while the plan is open', async () => {
    const of = await held();
    const planId = await planOf(of);
    const { id: originShareId } = await transfer(of, { target: 'plan', targetId: planId });
    const told = await world.ask(ReadPlanTransfersV1, { planId }, story.worker);
    expect(told.items).toMatchObject([{ words: WORDS, originShareId }]);
    const gone = { planId: anId() };
    expect(await refusal(world.ask(ReadPlanTransfersV1, gone, story.worker))).toBe('support-plan.not-found');
    const closed = await planOf(of, 'CLOSED');
    expect(await refusal(transfer(of, { target: 'plan', targetId: closed }))).toBe('transfer.target-closed');
  });

  it('reaches a multilayered conference once the person has agreed, as marked material of one item', async () => {
    const of = await held();
    const { other, conferenceId, itemId, reader } = await itemElsewhere(of);
    const carry = (basis = 'consent') =>
      refusal(transfer(of, { target: 'multilayered_item', targetId: itemId, basis }));
    expect(await carry('internal_duty')).toBe('transfer.basis-refused');
    expect(await carry()).toBe('consent.missing');
    await story.grant(of.personRef, [{ scope: 'multilayered_conference' }]);
    expect(await carry()).toBe('done');
    await other.convene(conferenceId);
    const read = () => world.ask(ReadMultilayeredItemV1, { conferenceId, itemId }, reader);
    const marked = (await read()).papers.filter(({ originShareId }) => originShareId !== null);
    expect(marked.map(({ words }) => words)).toEqual([WORDS]);
    await other.ask('cancel', { conferenceId, reason: 'not_needed' });
    expect(await carry()).toBe('conference.not-now');
    const nowhere = { target: 'multilayered_item', targetId: anId(), basis: 'consent' } as const;
    expect(await refusal(transfer(of, nowhere))).toBe('conference-item.not-found');
  });

  it('reaches matching as codes and never as words', async () => {
    const of = await held();
    const carry = (facts?: object) =>
      refusal(transfer(of, { target: 'matching', targetId: of.personRef, basis: 'consent', ...(facts && { facts }) }));
    expect(await carry({ avoid: ['crowd'] })).toBe('consent.missing');
    await story.grant(of.personRef, [{ scope: 'participation_matching' }]);
    expect(await carry()).toBe('transfer.facts-missing');
    expect(await carry({ avoid: ['crowd'], strengths: ['drawing'] })).toBe('done');
    const profile = await world.ask(MatchingProfileV1, { personRef: of.personRef }, world.actor('SYSTEM'));
    expect(profile).toMatchObject({ avoid: ['crowd'], strengths: ['drawing'] });
    expect(JSON.stringify(profile)).not.toContain(WORDS);
    const told = (await world.said(MatchingProfileChangedV1)).filter((event) => event.personRef === of.personRef);
    expect(told).toHaveLength(1);
  });

  it('reaches a host only with the person’s word for this very organisation, as long as it holds', async () => {
    const of = await held();
    const proposalId = await proposalOf(of);
    const carry = () => refusal(transfer(of, { target: 'host', targetId: proposalId, basis: 'consent' }));
    expect(await carry()).toBe('consent.missing');
    await story.grant(of.personRef, [{ scope: 'provider_disclosure', orgIds: [randomUUID()] }]);
    expect(await carry()).toBe('consent.missing');
    const host = (orgId: string) => world.actor('PROVIDER_STAFF', { orgId });
    const terms = [{ scope: 'provider_disclosure', orgIds: [ORG] }];
    await world.ask(WithdrawConsentV1, { personRef: of.personRef }, story.worker);
    await story.grant(of.personRef, terms);
    expect(await carry()).toBe('done');
    const read = (orgId = ORG) => world.ask(ReadHostTransfersV1, { proposalId }, host(orgId));
    expect((await read()).items.map(({ words }) => words)).toEqual([WORDS]);
    expect(await refusal(read(randomUUID()))).toBe('disclosure.not-found');
    await world.ask(WithdrawConsentV1, { personRef: of.personRef, orgIds: [ORG] }, story.worker);
    expect(await refusal(read())).toBe('consent.withdrawn');
    const ended = { target: 'host', targetId: await proposalOf(of, 'ENDED'), basis: 'consent' } as const;
    expect(await refusal(transfer(of, ended))).toBe('transfer.target-closed');
  });

  it('leaves no row anywhere that has no row of transfer, whatever is tried', async () => {
    const targets = fc.constantFrom('note', 'plan', 'multilayered_item', 'matching', 'host' as const);
    const bases = fc.constantFrom('consent', 'law', 'internal_duty', 'life_danger', 'art106_6');
    const scopes = fc.subarray(['intake_record', 'multilayered_conference', 'participation_matching']);
    const tries = fc.array(fc.record({ target: targets, basis: bases, own: fc.boolean() }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(scopes, tries, async (granted, wishes) => {
        // Letters only: digits of a uuid may happen to look like a personal number, which is refused.
        const marker = `印${randomUUID().replace(/[\d-]/g, '')}`;
        const [of, other] = [await held(marker), await held()];
        if (granted.length > 0) {
          const terms = granted.map((scope) => ({ scope }));
          await story.grant(of.personRef, terms);
          await story.grant(other.personRef, terms);
        }
        let done = 0;
        for (const { target, basis, own } of wishes) {
          const of2 = own ? of : other;
          const targetId = await carrying.targetOf(target, of2);
          const facts = target === 'matching' ? { facts: { strengths: [`s${done}`] } } : {};
          if ((await refusal(transfer(of, { target, basis, targetId, ...facts }))) === 'done') done += 1;
        }
        const transfers = await world.sql<{ share_id: string; target_kind: string; target_id: string }>(
          'SELECT * FROM support_conference_transfers WHERE paper_id = $1',
          [of.paperId],
        );
        expect(transfers).toHaveLength(done);
        const outside = (await copies(marker)).filter(({ table }) => !table.startsWith('support_conference_'));
        const shares = transfers.map(({ share_id }) => share_id);
        for (const { table, row } of outside)
          expect([table, shares]).toEqual([table, expect.arrayContaining([row['origin_share_id']])]);
        const withWords = transfers.filter(({ target_kind }) => target_kind !== 'matching');
        expect(outside).toHaveLength(withWords.length);
        expect(transfers.every(({ target_kind }) => target_kind in settings.transferBases)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
