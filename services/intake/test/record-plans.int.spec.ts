import {
  ListCaseReferralsV1,
  ListSupportPlansV1,
  ReadConsentV1,
  ReadPlanRecordsV1,
  ReadRecordAsOfV1,
  ReadReferralV1,
  ReadSupportPlanV1,
  type RecordAsOfAnswer,
  type RecordEntry,
  type ReferralAnswer,
  type SupportPlanAnswer,
} from '#libs/contracts';
import { AppError } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import { INTAKE } from '../src/intake.module';
import { ConferenceStory } from './conference-fixtures';
import { refusal, today } from './fixtures';
import { PlanStory } from './plan-story';
import { Histories, type History } from './record-history';
import { Referrals } from './referral-fixtures';

/** What ordinary reading shows at a moment of a case's plans, sheets and of the consent. */
interface Snapshot {
  readonly at: string;
  readonly plans: readonly object[];
  readonly sheets: readonly object[];
  readonly consent: object;
}

/** Whom a plan is known to today is no part of what it was. */
const planOf = (answer: SupportPlanAnswer): object => ({ ...answer, sharedWith: undefined });

const SHEET_PARTS: readonly (keyof ReferralAnswer)[] = [
  ...(['referralId', 'version', 'state', 'fromDeskId', 'toDeskId', 'urgency', 'topics', 'household'] as const),
  ...(['meeting', 'items', 'reasons', 'asksFor', 'basis', 'returns', 'steps', 'form'] as const),
];
const sheetOf = (answer: ReferralAnswer): object =>
  Object.fromEntries(SHEET_PARTS.map((part) => [part, answer[part]] as const));

describe('plans, sheets and consent over time', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let histories: Histories;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    histories = new Histories(story, await Referrals.start(world));
  }, 60_000);
  afterAll(() => world.stop());

  const later = () =>
    world.sql(`UPDATE tenants SET clock_offset = clock_offset + interval '1 second' WHERE tenant = '990019'`);
  const domainNow = async (): Promise<string> => {
    const [row] = await world.sql<{ now: Date }>(
      `SELECT now() + clock_offset AS now FROM tenants WHERE tenant = '990019'`,
    );
    return row?.now.toISOString() ?? '';
  };

  async function snapshot({ caseRef, personRef }: History): Promise<Snapshot> {
    const at = await domainNow();
    const plans = (await world.ask(ListSupportPlansV1, { caseRef }, story.worker)).items.map(async ({ planId }) => {
      const plan = await world.ask(ReadSupportPlanV1, { planId }, story.worker);
      const { monitorings, evaluations, steps } = await world.ask(ReadPlanRecordsV1, { planId }, story.worker);
      return { ...planOf(plan), records: { monitorings, evaluations, steps } };
    });
    const sheets = (await world.ask(ListCaseReferralsV1, { caseRef }, story.worker)).items.map(({ referralId }) =>
      world.ask(ReadReferralV1, { referralId }, story.worker),
    );
    const { state, version, guardian, terms } = await world.ask(ReadConsentV1, { personRef }, story.worker);
    const agreed = terms.map(({ scope, orgIds, until }) => ({ scope, orgIds, until }));
    return {
      at,
      plans: await Promise.all(plans),
      sheets: (await Promise.all(sheets)).map(sheetOf),
      consent: { state, version, guardian, terms: agreed },
    };
  }

  async function entriesAt(caseRef: string, at: string, actor = story.worker) {
    const page = (more: { readonly cursor?: string } = {}): Promise<RecordAsOfAnswer> =>
      world.ask(ReadRecordAsOfV1, { caseRef, at, limit: 9, ...more }, actor);
    const entries: RecordEntry[] = [];
    for (let last = await page(); ; last = await page({ cursor: last.nextCursor })) {
      entries.push(...last.entries);
      if (last.nextCursor === null) return { entries, consent: last.consent };
    }
  }

  async function rebuilt({ caseRef }: History, at: string): Promise<Snapshot> {
    const { entries, consent } = await entriesAt(caseRef, at);
    const { state, version, guardian, terms } = consent ?? {};
    return {
      at,
      plans: entries.flatMap(({ plan }) => plan ?? []),
      sheets: entries.flatMap(({ referral }) => referral ?? []),
      consent: { state, version, guardian, terms },
    };
  }

  const done = { happened: 0, refused: 0 };
  const attempt = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => void (done.happened += 1),
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        done.refused += 1;
      },
    );

  it('are rebuilt for any moment exactly as they were read then', async () => {
    const what = fc.oneof(
      { weight: 3, arbitrary: fc.constant(histories.onward) },
      { weight: 5, arbitrary: fc.constantFrom(...Object.values(histories.acts)) },
    );
    const writes = fc.array(fc.tuple(what, fc.nat(8)), { minLength: 8, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(writes, async (sequence) => {
        const made = await histories.begin();
        const seen = [await snapshot(made)];
        for (const [act, pick] of sequence) {
          await later();
          await attempt(act(made, pick));
          seen.push(await snapshot(made));
        }
        for (const then of seen) expect(await rebuilt(made, then.at)).toEqual(then);
      }),
      { numRuns: 8 },
    );
    expect(done.happened).toBeGreaterThan(done.refused);
  }, 300_000);

  it('show a plan up to its roles, its decision and the form on which it was submitted', async () => {
    const made = await histories.begin();
    const seen = [await snapshot(made)];
    for (let step = 0; step < 9; step += 1) {
      await later();
      await histories.onward(made, step);
      seen.push(await snapshot(made));
    }
    for (const then of seen) expect(await rebuilt(made, then.at)).toEqual(then);
    const states = seen.map(({ plans }) => (plans[0] as { readonly state?: string }).state);
    expect(new Set(states)).toEqual(
      new Set(['DRAFT', 'PERSON_REVIEW', 'SUBMITTED', 'IN_CONFERENCE', 'DECIDED', 'ACTIVE']),
    );
    expect(seen.at(-1)?.plans).toMatchObject([
      {
        actions: [{ state: 'done' }, { state: 'done' }],
        form: { edition: 'standard-1' },
        decidedBy: story.decider.sub,
      },
    ]);
  });

  it('show an item of a conference to whoever may read it, as it stood, and to nobody else at all', async () => {
    for (const kind of ['support', 'multilayered'] as const) {
      const { caseRef } = await story.assessed();
      const lead = new ConferenceStory(world, kind);
      const called = await lead.member(true, ['CONFERENCE_MEMBER', 'CSW']);
      const unpledged = await lead.member(false, ['CONFERENCE_MEMBER', 'CSW']);
      const uncalled = await lead.member(true, ['CONFERENCE_MEMBER', 'CSW']);
      const before = await domainNow();
      await later();
      const conferenceId = await lead.planned();
      const itemId = await lead.item(conferenceId, caseRef, [called, unpledged], '支援会議だけの言葉');
      const proposed = await domainNow();
      await later();
      const conclusion = kind === 'support' ? 'continue_watch' : 'continue';
      await lead.hold(conferenceId, [itemId], conclusion);
      const after = await domainNow();
      const itemsAt = async (at: string, actor = called) =>
        (await entriesAt(caseRef, at, actor)).entries.flatMap(({ conference }) => conference ?? []);
      const item = { conference: kind, conferenceId, itemId, heldOn: today() };
      expect(await itemsAt(before)).toEqual([]);
      expect(await itemsAt(proposed)).toMatchObject([{ ...item, state: 'PLANNED', conclusion: null, papers: 1 }]);
      expect(await itemsAt(after)).toMatchObject([{ ...item, state: 'CONCLUDED', conclusion, papers: 2 }]);
      for (const actor of [unpledged, uncalled, story.worker, story.coordinator])
        expect([kind, actor.sub, await itemsAt(after, actor)]).toEqual([kind, actor.sub, []]);
      expect(JSON.stringify(await entriesAt(caseRef, after, called))).not.toContain('支援会議だけの言葉');
    }
  });

  it('keep what is kept from being changed by anybody', async () => {
    const made = await histories.begin();
    expect((await snapshot(made)).plans).toHaveLength(1);
    for (const table of ['support_plan_versions', 'referral_sheet_versions', 'consent_versions', 'record_forms'])
      for (const change of [`UPDATE ${table} SET tenant = tenant`, `DELETE FROM ${table}`])
        await expect(world.sql(change)).rejects.toMatchObject({ code: '55000' });
    const neighbour = world.actor('CSW', { tenant: '990027' });
    const at = await domainNow();
    expect(await refusal(world.ask(ReadRecordAsOfV1, { caseRef: made.caseRef, at }, neighbour))).toBe('case.not-found');
  });
});
