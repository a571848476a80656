import {
  AskPersonOnPlanV1,
  ConfirmSupportPlanV1,
  ConveneSupportPlanV1,
  DecideSupportPlanAsDeputyV1,
  DecideSupportPlanV1,
  DisagreeSupportPlanV1,
  ReadSupportPlanV1,
  RegisterDeciderDeputyV1,
  RequestPlanRevisionV1,
  ResubmitSupportPlanV1,
  StartPlanV1,
  StartSupportPlanV1,
  type SupportPlanContentFact,
  WithdrawConsentV1,
  WriteSupportPlanV1,
} from '#libs/contracts';
import { type Actor, addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, today } from './fixtures';
import { conferenceOn } from './plan-steps';
import { PlanStory } from './plan-story';

const OPS = [
  ...['writeByWorker', 'writeByDecider', 'writeByDeputy', 'writeAgain', 'arrange', 'ask', 'agree', 'agreeToOther'],
  ...['disagree', 'convene', 'adequate', 'revise', 'requestRevision', 'resubmit', 'resubmitWithWord'],
  ...['decide', 'decideAsDeputy', 'withdrawConsent', 'grantConsent', 'planAnew'],
] as const;
const END = ['convene', 'adequate', 'decide', 'decideAsDeputy'];
const REVISED = ['convene', 'revise', 'requestRevision', 'resubmit', 'resubmitWithWord'];
/** What leads to a decision when nothing comes between, without a revision and with one. */
const WAYS = [
  ['planAnew', 'ask', 'agree', ...END],
  ['planAnew', 'ask', 'agree', ...REVISED, ...END],
];
const LONGEST = 12;
const SCOPES = [{ scope: 'multilayered_conference' }, { scope: 'internal_sharing' }];

interface DecidedRow {
  readonly id: string;
  readonly decidedBy: string;
  readonly writers: readonly string[];
  readonly decided: SupportPlanContentFact;
  readonly agreedTo: readonly SupportPlanContentFact[];
}

describe('whatever people do with a plan, in any order', () => {
  let world: ServiceWorld;
  let story: PlanStory;
  let deskId: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
    deskId = await story.desk();
    const term = { deputySub: 'deputy', from: today(), until: addDays(today(), 30), reason: '二人の係' };
    await world.ask(RegisterDeciderDeputyV1, term, story.decider);
  }, 60_000);
  afterAll(() => world.stop());

  it('it is decided by no author, to nothing but what the person said yes to, on consent that holds', async () => {
    let decisions = 0;
    const between = fc.array(fc.tuple(fc.constantFrom(...OPS), fc.nat(LONGEST)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...WAYS), between, async (way, extra) => {
        const walk = await Walk.begin(story, deskId);
        for (const [index, next] of way.entries()) {
          for (const [op, at] of extra) if (at === index) await walk.take(op);
          await walk.take(next);
        }
        for (const row of await walk.decided()) {
          decisions += 1;
          expect(row.writers).not.toContain(row.decidedBy);
          const shown = row.agreedTo.map(forThePerson);
          expect(shown).toContainEqual(forThePerson(row.decided));
        }
        expect(walk.decidedWithoutConsent).toBe(0);
      }),
      { numRuns: 30, endOnFailure: true },
    );
    expect(decisions).toBeGreaterThan(5);
  }, 120_000);

  it('it is taken back with the consent, whatever else happens at that moment, and so is what was shared', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { personRef, planId } = await story.decided(deskId);
      const withdrawn = story.world.ask(WithdrawConsentV1, { personRef }, story.worker);
      const begun = refusal(story.world.ask(StartSupportPlanV1, { planId }, story.coordinator));
      await withdrawn;
      expect(['done', 'consent.missing', 'support-plan.transition-refused']).toContain(await begun);
      const plan = await world.ask(ReadSupportPlanV1, { planId }, story.worker);
      expect(plan).toMatchObject({ state: 'WITHDRAWN', sharedWith: [] });
    }
  }, 60_000);
});

/** Everything but what the agencies arrange among themselves. */
const forThePerson = ({ arrangements: _, ...rest }: SupportPlanContentFact) => rest;

class Walk {
  decidedWithoutConsent = 0;
  private readonly both: Actor;
  private readonly deputy: Actor;
  private readonly head: Actor;
  private planId = anId();
  private conferenceId = anId();
  private consents = true;
  private words = 0;

  private constructor(
    private readonly story: PlanStory,
    private readonly deskId: string,
    private readonly of: { readonly caseRef: string; readonly personRef: string },
  ) {
    const { world } = story;
    this.head = world.actor(['HOKATSU_COORDINATOR', 'CSW'], { sub: 'head' });
    this.both = world.actor(['CSW', 'HOKATSU_COORDINATOR', 'DECISION_MAKER'], { sub: 'decider' });
    this.deputy = world.actor('CSW', { sub: 'deputy' });
  }

  static async begin(story: PlanStory, deskId: string): Promise<Walk> {
    return new Walk(story, deskId, await story.assessed());
  }

  async take(op: string): Promise<void> {
    const before = await this.decided();
    const got = await refusal(this.steps[op]?.() ?? Promise.resolve());
    if (op === 'withdrawConsent' && got === 'done') this.consents = false;
    if (op === 'grantConsent' && got === 'done') this.consents = true;
    const after = await this.decided();
    if (after.length > before.length && !this.consents) this.decidedWithoutConsent += 1;
  }

  /** Plans of this walk on which somebody decided, with everything the person ever said yes to. */
  decided(): Promise<readonly DecidedRow[]> {
    return this.story.world.sql<DecidedRow>(
      `SELECT p.id, p.decided_by AS "decidedBy",
              (SELECT array_agg(written_by) || p.author_sub FROM support_plan_contents WHERE plan_id = p.id) AS writers,
              (SELECT content FROM support_plan_contents WHERE plan_id = p.id AND number = p.content_number) AS decided,
              (SELECT coalesce(jsonb_agg(c.content), '[]') FROM support_plan_contents c
                 JOIN support_plan_confirmations y ON y.plan_id = c.plan_id AND y.content_number = c.number
                WHERE c.plan_id = p.id AND y.recorded_at <= p.decided_at) AS "agreedTo"
         FROM support_plans p WHERE p.case_ref = $1 AND p.decided_at IS NOT NULL`,
      [this.of.caseRef],
    );
  }

  private readonly steps: Readonly<Record<string, () => Promise<unknown>>> = {
    writeByWorker: () => this.write(this.story.worker),
    writeByDecider: () => this.write(this.both),
    writeByDeputy: () => this.write(this.deputy),
    writeAgain: () => this.write(this.head, { personWords: '同じ言葉' }),
    arrange: async () => {
      const { content } = await this.ask(ReadSupportPlanV1, {}, this.head);
      this.words += 1;
      return this.ask(WriteSupportPlanV1, { content: { ...content, arrangements: `段取り ${this.words}` } }, this.head);
    },
    ask: () => this.ask(AskPersonOnPlanV1, {}, this.head),
    agree: async () => {
      const { contentNumber } = await this.ask(ReadSupportPlanV1, {}, this.head);
      return this.ask(ConfirmSupportPlanV1, { contentNumber, ...this.word() }, this.head);
    },
    agreeToOther: () => this.ask(ConfirmSupportPlanV1, { contentNumber: 1, ...this.word() }, this.head),
    disagree: () => this.ask(DisagreeSupportPlanV1, { personWords: 'ちがう' }, this.head),
    convene: async () => {
      const { chair, world } = this.story;
      const item = { kind: 'plan_adequacy', conclusion: null };
      this.conferenceId = await conferenceOn(world, this.planId, item, chair.sub);
      return this.ask(ConveneSupportPlanV1, { conferenceId: this.conferenceId }, chair);
    },
    adequate: () => this.conclude('plan_adequate'),
    revise: () => this.conclude('revise'),
    requestRevision: () => this.ask(RequestPlanRevisionV1, { points: '見直す' }, this.story.chair),
    resubmit: () => this.ask(ResubmitSupportPlanV1, {}, this.head),
    resubmitWithWord: () => this.ask(ResubmitSupportPlanV1, this.word(), this.head),
    decide: () => this.ask(DecideSupportPlanV1, {}, this.both),
    decideAsDeputy: () => this.ask(DecideSupportPlanAsDeputyV1, {}, this.deputy),
    withdrawConsent: () => {
      const { personRef } = this.of;
      return this.story.world.ask(WithdrawConsentV1, { personRef }, this.story.worker);
    },
    grantConsent: () => this.story.grant(this.of.personRef, SCOPES),
    planAnew: () => this.planAnew(),
  };

  private async planAnew(): Promise<void> {
    const { world, worker } = this.story;
    const why = { caseRef: this.of.caseRef, reasons: ['no_scheme'], words: '狭間の課題' };
    await refusal(world.ask(StartPlanV1, { ...why, mainWorkerSub: 'head', mainDeskId: this.deskId }, worker));
    this.planId = await this.story.draft(this.of.caseRef, this.story.content(this.deskId), worker);
  }

  private write(by: Actor, more: Partial<SupportPlanContentFact> = {}): Promise<unknown> {
    this.words += 1;
    const content = this.story.content(this.deskId, { personWords: `言葉 ${this.words}`, ...more });
    return this.ask(WriteSupportPlanV1, { content }, by);
  }

  private readonly word = () => ({ confirmedOn: today(), method: 'spoken' as const, personWords: 'これでいい' });

  private async conclude(conclusion: string): Promise<void> {
    await this.story.world.sql(
      `UPDATE multilayered_conference_items SET conclusion = $2 WHERE conference_id::text = $1`,
      [this.conferenceId, conclusion],
    );
  }

  private ask<R extends Parameters<ServiceWorld['ask']>[0]>(asks: R, input: object, by: Actor) {
    return this.story.world.ask(asks, { planId: this.planId, ...input } as unknown as Partial<InstanceType<R>>, by);
  }
}
