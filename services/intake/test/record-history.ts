import {
  AskPersonOnPlanV1,
  ChangeReferralV1,
  ConfirmSupportPlanV1,
  ConveneSupportPlanV1,
  DecideSupportPlanV1,
  DisagreeSupportPlanV1,
  FillFormV1,
  ReadReferralV1,
  ReadSupportPlanV1,
  ResendReferralV1,
  SendReferralV1,
  StartSupportPlanV1,
  UpdatePlanActionV1,
  WithdrawConsentV1,
  WithdrawReferralV1,
  WithdrawSupportPlanV1,
  WriteSupportPlanV1,
} from '#libs/contracts';
import type { ServiceWorld } from '#libs/testing';
import { today } from './fixtures';
import type { PlanStory } from './plan-story';
import { type Referrals, SHEET } from './referral-fixtures';

const SCOPES = ['multilayered_conference', 'internal_sharing'];

/** A case with a plan and sheets, as it goes on. */
export interface History {
  readonly caseRef: string;
  readonly personRef: string;
  readonly deskId: string;
  readonly planId: string;
  readonly sheets: string[];
}

type Act = (made: History, pick: number) => Promise<unknown>;

/** What may happen to plans, sheets and consent; where the state does not allow it, the request is refused. */
export class Histories {
  private readonly world: ServiceWorld;

  constructor(
    private readonly story: PlanStory,
    private readonly referrals: Referrals,
  ) {
    this.world = story.world;
  }

  async begin(): Promise<History> {
    const { story, referrals } = this;
    const deskId = await story.desk();
    const { caseRef, personRef } = await story.planning(deskId, SCOPES);
    const planId = await story.draft(caseRef, story.content(deskId));
    return { caseRef, personRef, deskId, planId, sheets: [await referrals.draft(caseRef)] };
  }

  /** The next thing that happens to the plan, by the state that it is in. */
  readonly onward: Act = async (made) => {
    const { planId } = made;
    const { world, story } = this;
    const { state, contentNumber, actions } = await world.ask(ReadSupportPlanV1, { planId }, story.worker);
    if (state === 'DRAFT') await world.ask(AskPersonOnPlanV1, { planId }, story.worker);
    const word = { contentNumber, confirmedOn: today(), method: 'spoken' as const, personWords: 'これでいい' };
    if (state === 'PERSON_REVIEW') await world.ask(ConfirmSupportPlanV1, { planId, ...word }, story.worker);
    if (state === 'SUBMITTED') await this.confer(made);
    if (state === 'IN_CONFERENCE') await world.ask(DecideSupportPlanV1, { planId }, story.decider);
    if (state === 'DECIDED') await world.ask(StartSupportPlanV1, { planId }, story.coordinator);
    const action = actions.find((one) => one.state === 'planned' || one.state === 'doing');
    if (state !== 'ACTIVE' || !action) return;
    const then = action.state === 'planned' ? ('doing' as const) : ('done' as const);
    const update = { actionId: action.actionId, state: then, note: '進んだ' };
    await world.ask(UpdatePlanActionV1, update, story.coordinator);
  };

  private async confer(made: History): Promise<void> {
    const { world, story } = this;
    const { conferenceId, itemId } = await story.sitting(made);
    await world.ask(ConveneSupportPlanV1, { planId: made.planId, conferenceId }, story.chair);
    await story.conclude({ conferenceId, itemId }, 'plan_adequate');
  }

  readonly acts: Readonly<Record<string, Act>> = {
    write: ({ planId, deskId }, pick) => {
      const content = this.story.content(deskId, { personWords: `言葉 ${pick}` });
      return this.world.ask(WriteSupportPlanV1, { planId, content }, this.story.worker);
    },
    disagree: ({ planId }) =>
      this.world.ask(DisagreeSupportPlanV1, { planId, personWords: 'ちがう' }, this.story.worker),
    withdrawPlan: async ({ planId }, pick) => {
      const why = { planId, reason: 'other' as const, note: '取り下げる' };
      if (pick === 0) await this.world.ask(WithdrawSupportPlanV1, why, this.story.coordinator);
    },
    sheet: async ({ caseRef, sheets }) => sheets.push(await this.referrals.draft(caseRef)),
    change: (made, pick) => {
      const change = { ...SHEET, referralId: one(made, pick), reasons: `理由 ${pick}` };
      return this.world.ask(ChangeReferralV1, change, this.referrals.sender.worker);
    },
    send: (made, pick) => this.send(made, pick),
    answer: (made, pick) =>
      pick % 3 === 0 ? this.referrals.accept(one(made, pick)) : this.referrals.giveBack(one(made, pick)),
    takeBack: (made, pick) => {
      const why = { referralId: one(made, pick), reason: 'settled' };
      return this.world.ask(WithdrawReferralV1, why, this.referrals.sender.worker);
    },
    consent: ({ personRef }, pick) => {
      const scopes = [...SCOPES, 'intake_record', 'followup_after_close'].slice(0, 2 + (pick % 3));
      const terms = scopes.map((scope) => ({ scope }));
      return this.story.grant(personRef, terms);
    },
    withdraw: async ({ personRef }, pick) => {
      const scopes = [SCOPES[pick % 2] ?? ''];
      if (pick < 3) await this.world.ask(WithdrawConsentV1, { personRef, scopes }, this.story.worker);
    },
  };

  private async send(made: History, pick: number): Promise<void> {
    const { world, story, referrals } = this;
    const referralId = one(made, pick);
    const { state } = await world.ask(ReadReferralV1, { referralId }, story.worker);
    const form = { caseRef: made.caseRef, kind: 'referral_sheet' as const, answers: [] };
    const formId = pick % 2 === 0 ? (await world.ask(FillFormV1, form, story.worker)).id : undefined;
    const to = { referralId, ...referrals.to(referrals.receiver), ...(formId !== undefined && { formId }) };
    const asks = state === 'RETURNED' ? ResendReferralV1 : SendReferralV1;
    await world.ask(asks, to, referrals.sender.worker);
  }
}

const one = ({ sheets }: History, pick: number): string => sheets[pick % sheets.length] ?? '';
