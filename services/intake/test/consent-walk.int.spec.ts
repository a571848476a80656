import {
  AmendConsentV1,
  CheckConsentV1,
  DecideExceptionV1,
  ExplainConsentV1,
  GrantConsentV1,
  ListReturnRequestsV1,
  ReadConsentV1,
  RefuseConsentV1,
  type RequestType,
  UseConsentExceptionV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { addDays, type CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import { CONSENT } from '../src/domain/consent';
import { INTAKE } from '../src/intake.module';
import { recordShare } from '../src/storage/shares.store';
import { anId, refusal, Story, today } from './fixtures';

const DESK = 'internal_sharing';
const AGENCY = 'agency_referral';
const RUNS = 25;
const UNEXPLAINED = ['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'];

const someStep = fc.constantFrom(
  ...(['explain', 'grant', 'amend', 'refuse', 'withdrawDesk', 'withdrawAgency', 'withdrawAll'] as const),
  ...(['use', 'approve', 'disapprove', 'shareDesk', 'shareAgency', 'shareDanger'] as const),
);
/** By chance alone hardly a walk would share something and take it back: some begin with it. */
const someWalk = fc
  .tuple(
    fc.constantFrom<Step[]>([], ['explain', 'grant', 'shareDesk', 'shareAgency'], ['use', 'shareDanger']),
    fc.array(someStep, { minLength: 4, maxLength: 12 }),
  )
  .map(([first, rest]) => [...first, ...rest]);
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never;

interface Shared {
  readonly id: string;
  /** Scope of the word that it rests on, or the exception. */
  readonly restsOn: string;
  ended: boolean;
}

/** What should be so, kept with sets: no rules of the service in it. */
class Model {
  state = 'NOT_ASKED';
  readonly own = new Set<string>();
  readonly used = new Map<string, 'open' | 'decided'>();
  readonly inUse = new Set<string>();
  readonly shared: Shared[] = [];

  /** The event may happen here; otherwise nothing may change. */
  refusalOf(event: string): string {
    if (['grant', 'refuse'].includes(event) && UNEXPLAINED.includes(this.state)) return 'consent.not-explained';
    return CONSENT.allows(this.state, event) ? 'done' : 'consent.transition-refused';
  }

  move(event: string): void {
    const row = CONSENT.table.transitions.find((one) => one.from === this.state && one.event === event);
    this.state = row?.to ?? this.state;
  }

  lose(restsOn: string): void {
    this.own.delete(restsOn);
    this.inUse.delete(restsOn);
    for (const share of this.shared) if (share.restsOn === restsOn) share.ended = true;
  }
}

describe('whatever is done with consent, in any order', () => {
  let world: ServiceWorld;
  let story: Story;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world, ['CSW', 'HOKATSU_COORDINATOR']);
  }, 60_000);
  afterAll(() => world.stop());

  class Walk {
    readonly model = new Model();
    readonly agency = anId();
    readonly desk = anId();

    constructor(readonly personRef: string) {}

    private ask<R extends RequestType>(asks: R, input: object): Promise<string> {
      return refusal(world.ask(asks, { personRef: this.personRef, ...input } as never, story.worker));
    }

    async take(step: Step): Promise<void> {
      if (step === 'explain') return this.explain();
      if (step.startsWith('share')) return this.share(step);
      if (step === 'use') return this.use();
      if (step === 'approve' || step === 'disapprove') return this.decide(step);
      if (step.startsWith('withdraw')) return this.withdraw(step);
      return this.say(step as 'grant' | 'amend' | 'refuse');
    }

    private async explain(): Promise<void> {
      const { model } = this;
      const event = ['NOT_ASKED', 'EXCEPTION'].includes(model.state) ? 'explain' : 'askAgain';
      const expected = model.refusalOf(event);
      const how = { explainedOn: today(), policyVersion: '1', method: 'spoken' };
      expect(await this.ask(ExplainConsentV1, how)).toBe(expected);
      if (expected !== 'done') return;
      if (model.state === 'EXCEPTION') for (const id of [...model.inUse]) model.lose(id);
      model.move(event);
    }

    private async say(step: 'grant' | 'amend' | 'refuse'): Promise<void> {
      const { model } = this;
      const event = step === 'amend' ? 'amendScope' : step;
      const expected = model.refusalOf(event);
      const terms = [{ scope: DESK }, { scope: AGENCY, orgIds: [this.agency] }];
      const input = step === 'refuse' ? {} : { terms, method: 'spoken' };
      const asks = { grant: GrantConsentV1, amend: AmendConsentV1, refuse: RefuseConsentV1 }[step];
      expect(await this.ask(asks, input)).toBe(expected);
      if (expected !== 'done') return;
      model.move(event);
      if (step !== 'refuse') for (const scope of [DESK, AGENCY]) model.own.add(scope);
    }

    private async withdraw(step: string): Promise<void> {
      const { model } = this;
      const scope = { withdrawDesk: DESK, withdrawAgency: AGENCY }[step];
      const gone = scope === undefined ? [...model.own] : [scope].filter((one) => model.own.has(one));
      const isAll = gone.length === model.own.size;
      const nothing = scope !== undefined && gone.length === 0;
      const event = isAll ? 'withdraw' : 'withdrawPart';
      const expected = nothing ? 'consent.not-granted' : model.refusalOf(event);
      expect(await this.ask(WithdrawConsentV1, scope === undefined ? {} : { scopes: [scope] })).toBe(expected);
      if (expected !== 'done') return;
      model.move(event);
      for (const one of gone) model.lose(one);
    }

    private async use(): Promise<void> {
      const { model, personRef } = this;
      const input = {
        ...{ personRef, basis: 'life_danger', reason: '倒れているのが見えたため', until: addDays(today(), 3) },
        scopes: [{ scope: DESK }],
      };
      const { id } = await world.ask(UseConsentExceptionV1, input, story.worker);
      model.move('useException');
      model.used.set(id, 'open');
      model.inUse.add(id);
    }

    private async decide(verdict: 'approve' | 'disapprove'): Promise<void> {
      const { model } = this;
      const [open] = [...model.used].find(([, state]) => state === 'open') ?? [];
      if (open === undefined) return;
      const input = { exceptionId: open, verdict: `${verdict}d` as const };
      await world.ask(DecideExceptionV1, input, world.actor('DECISION_MAKER'));
      model.used.set(open, 'decided');
      if (verdict === 'approve') return;
      model.lose(open);
      if (model.state === 'EXCEPTION' && model.inUse.size === 0) model.move('disapproved');
    }

    private async share(step: string): Promise<void> {
      const { model, personRef } = this;
      const byWord = { shareDesk: DESK, shareAgency: AGENCY }[step];
      const recipient = step === 'shareAgency' ? { kind: 'agency', id: this.agency } : { kind: 'desk', id: this.desk };
      const ground =
        byWord === undefined
          ? { basis: 'life_danger', scope: null, reason: '倒れているのが見えたため' }
          : { basis: 'consent', scope: byWord, reason: null };
      const [exception] = model.inUse;
      const allowed = byWord === undefined ? exception !== undefined : model.own.has(byWord);
      const ctx: CallContext = { tenant: story.worker.tenant, actor: story.worker, correlationId: anId() };
      const wish = { personRef, caseRef: null, recipient, items: ['situation'], actor: story.worker, ...ground };
      let id = '';
      const made = world.services[0]?.app.get(UnitOfWork).run(ctx, async (tx) => {
        id = await recordShare(tx, wish as never);
      });
      const got = await refusal(made ?? Promise.resolve());
      if (!allowed) return expect(got).toMatch(/^(?:consent\.missing|share\.basis-refused)$/);
      expect(got).toBe('done');
      model.shared.push({ id, restsOn: byWord ?? exception ?? '', ended: false });
    }

    /** What is answered is what should be so, and exactly what ended is called back. */
    async compare(): Promise<void> {
      const { model, personRef } = this;
      const system = world.actor('SYSTEM');
      const may = async (scope: string, orgId: string | null): Promise<boolean> =>
        (await world.ask(CheckConsentV1, { personRef, scope, orgId }, system)).allowed;
      expect(await may(DESK, null)).toBe(model.own.has(DESK) || model.inUse.size > 0);
      expect(await may(AGENCY, this.agency)).toBe(model.own.has(AGENCY));
      expect(await may(AGENCY, anId())).toBe(false);
      const { state, exceptions } = await world.ask(ReadConsentV1, { personRef }, story.worker);
      expect(state).toBe(model.state);
      const inUse = exceptions.filter((one) => one.inUse).map(({ exceptionId }) => exceptionId);
      expect(inUse.sort()).toEqual([...model.inUse].sort());
      const tasks = await Promise.all(
        [this.agency, this.desk].map((recipientId) =>
          world.ask(ListReturnRequestsV1, { recipientId, limit: 100 }, story.worker),
        ),
      );
      const recalled = tasks.flatMap(({ items }) => items.map(({ shareId }) => shareId));
      const ended = model.shared.filter((share) => share.ended).map((share) => share.id);
      expect(recalled.sort()).toEqual(ended.sort());
    }
  }

  it('only what the person’s word or an open exception covers is permitted, and what ended is called back', async () => {
    await fc.assert(
      fc.asyncProperty(someWalk, async (steps) => {
        const walk = new Walk(await story.person());
        for (const step of steps) {
          await walk.take(step);
          await walk.compare();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);
});
