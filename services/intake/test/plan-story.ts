import {
  AcceptMultiAgencyV1,
  AppointMultilayeredMemberV1,
  AskPersonOnPlanV1,
  ConcludeMultilayeredConferenceV1,
  ConfirmSupportPlanV1,
  ConveneMultilayeredConferenceV1,
  ConveneSupportPlanV1,
  DecideSupportPlanV1,
  DraftSupportPlanV1,
  EnterDeskV1,
  LinkPersonToCaseV1,
  OpenMultilayeredConferenceV1,
  PlanMultilayeredConferenceV1,
  PutOnMultilayeredAgendaV1,
  RecordAssessmentV1,
  RecordMultilayeredPledgeV1,
  RequestMultiAgencyV1,
  StartAssessmentV1,
  StartSupportPlanV1,
  SummonToMultilayeredItemV1,
  type SupportPlanContentFact,
  TriageCaseV1,
} from '#libs/contracts';
import { type Actor, addDays, addMonths } from '#libs/kernel';
import { Story, today } from './fixtures';

/** The scopes that a plan and its sharing in the house rest on. */
const PLAN_SCOPES = ['multilayered_conference', 'internal_sharing'];

export interface Sitting {
  readonly conferenceId: string;
  readonly itemId: string;
}

/** Several agencies, one plan: who does what in these specs. Names and words are invented. */
export class PlanStory extends Story {
  readonly coordinator: Actor = this.world.actor('HOKATSU_COORDINATOR', { sub: 'coordinator' });
  readonly chair: Actor = this.world.actor('CONFERENCE_CHAIR', { sub: 'chair' });
  readonly decider: Actor = this.world.actor('DECISION_MAKER', { sub: 'decider' });
  private members: Promise<void> | undefined;

  async desk(more: Partial<EnterDeskV1> = {}): Promise<string> {
    const desk = { nameJa: '架空の窓口', external: false, fields: [], managerSub: 'manager-1', members: ['worker-1'] };
    return (await this.world.ask(EnterDeskV1, { ...desk, ...more }, this.coordinator)).id;
  }

  /** A case in ASSESSING that has been assessed, and the person's consent to conferences. */
  async assessed(scopes: readonly string[] = PLAN_SCOPES): Promise<{ caseRef: string; personRef: string }> {
    const caseRef = await this.consultation();
    const personRef = await this.person();
    await this.world.ask(LinkPersonToCaseV1, { caseRef, personRef }, this.worker);
    await this.world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'multi_agency' }, this.worker);
    await this.world.ask(StartAssessmentV1, { caseRef }, this.worker);
    await this.world.ask(RecordAssessmentV1, { caseRef, personWords: '家族のことも相談したい' }, this.worker);
    await this.grant(
      personRef,
      scopes.map((scope) => ({ scope })),
    );
    return { caseRef, personRef };
  }

  /** The same in PLANNING: several agencies took it on. */
  async planning(deskId: string, scopes: readonly string[] = PLAN_SCOPES): ReturnType<PlanStory['assessed']> {
    const made = await this.assessed(scopes);
    const { caseRef } = made;
    const why = { caseRef, reasons: ['several_members', 'role_unclear'], words: '世帯の課題が重なる' };
    await this.world.ask(RequestMultiAgencyV1, why, this.worker);
    const main = { caseRef, mainWorkerSub: 'worker-1', mainDeskId: deskId };
    await this.world.ask(AcceptMultiAgencyV1, main, this.coordinator);
    return made;
  }

  content(deskId: string, more: Partial<SupportPlanContentFact> = {}, day = today()): SupportPlanContentFact {
    const until = addMonths(day, 6);
    return {
      personWords: 'まず、家の外で話せる人がほしい',
      goals: [
        { term: 'long', goal: '家族それぞれに頼れる人がいる' },
        { term: 'short', goal: '月に二度、外で過ごす' },
      ],
      actions: [
        { deskId, kind: 'consultation', what: '月に一度会う', from: day, until },
        { deskId, kind: 'guardianship', what: '中核機関に相談する', from: day, until },
      ],
      from: day,
      until,
      applications: ['participation_support'],
      ...more,
    };
  }

  async draft(caseRef: string, content: SupportPlanContentFact, by: Actor = this.worker): Promise<string> {
    return (await this.world.ask(DraftSupportPlanV1, { caseRef, content }, by)).id;
  }

  /** Shows the plan to the person, who says yes. */
  async agreed(planId: string, contentNumber = 1, day = today()): Promise<void> {
    await this.world.ask(AskPersonOnPlanV1, { planId }, this.worker);
    const word = { planId, contentNumber, confirmedOn: day, method: 'spoken' as const, personWords: 'これでいい' };
    await this.world.ask(ConfirmSupportPlanV1, word, this.worker);
  }

  /** A conference in session with the plan on its agenda. */
  async sitting(
    { caseRef, planId }: { caseRef: string; planId: string },
    kind: 'plan_adequacy' | 'closure_evaluation' = 'plan_adequacy',
    day = today(),
  ): Promise<Sitting> {
    this.members ??= this.appointed(day);
    await this.members;
    const { world, chair } = this;
    const planned = { heldOn: day, chairSub: chair.sub };
    const { id: conferenceId } = await world.ask(PlanMultilayeredConferenceV1, planned, this.coordinator);
    const item = { conferenceId, kind, caseRef, planId };
    const { id: itemId } = await world.ask(PutOnMultilayeredAgendaV1, item, chair);
    await world.ask(SummonToMultilayeredItemV1, { conferenceId, itemId, sub: 'member' }, chair);
    await world.ask(ConveneMultilayeredConferenceV1, { conferenceId }, chair);
    await world.ask(OpenMultilayeredConferenceV1, { conferenceId }, chair);
    return { conferenceId, itemId };
  }

  async conclude({ conferenceId, itemId }: Sitting, conclusion: string): Promise<void> {
    const conclusions = [{ itemId, conclusion }];
    await this.world.ask(ConcludeMultilayeredConferenceV1, { conferenceId, conclusions }, this.chair);
  }

  /** A submitted plan comes before a conference that concludes on it. */
  async concluded(of: { caseRef: string; planId: string }, conclusion: string): Promise<Sitting> {
    const sitting = await this.sitting(of);
    await this.world.ask(ConveneSupportPlanV1, { planId: of.planId, conferenceId: sitting.conferenceId }, this.chair);
    await this.conclude(sitting, conclusion);
    return sitting;
  }

  /** A plan that the municipality decided on, for a new case. */
  async decided(deskId: string): Promise<{ caseRef: string; personRef: string; planId: string }> {
    const made = await this.planning(deskId);
    const planId = await this.draft(made.caseRef, this.content(deskId));
    await this.agreed(planId);
    await this.concluded({ caseRef: made.caseRef, planId }, 'plan_adequate');
    await this.world.ask(DecideSupportPlanV1, { planId }, this.decider);
    return { ...made, planId };
  }

  /** The same, begun. */
  async active(deskId: string): ReturnType<PlanStory['decided']> {
    const made = await this.decided(deskId);
    await this.world.ask(StartSupportPlanV1, { planId: made.planId }, this.coordinator);
    return made;
  }

  private async appointed(day: string): Promise<void> {
    for (const sub of [this.chair.sub, 'member']) {
      await this.world.ask(AppointMultilayeredMemberV1, { sub, from: addDays(day, -1) }, this.coordinator);
      const pledge = { sub, method: 'written' as const, givenOn: day };
      await this.world.ask(RecordMultilayeredPledgeV1, pledge, this.coordinator);
    }
  }
}
