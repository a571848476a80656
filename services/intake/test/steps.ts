import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';
import { referralInputs, sheetOfCase } from './referral-steps';

/** What a walk over all states of a case has at hand. */
export interface Ready {
  readonly world: ServiceWorld;
  readonly caseRef: string;
  readonly deskId: string;
  /** An item of a support conference that concluded to watch over the case. */
  readonly watchedItemId: string;
}

interface StepRequest {
  readonly asks: RequestType;
  readonly input: (ready: Ready) => object;
  /** What the step's guard needs besides the state. */
  readonly before: (ready: Ready) => Promise<unknown>;
  /** What is answered in a state that does not list the step; a refusal where left out. */
  readonly elsewhere?: string;
}

const NOTHING = () => Promise.resolve();
const step = (
  asks: RequestType,
  input: object | ((ready: Ready) => object) = {},
  before: StepRequest['before'] = NOTHING,
): StepRequest => ({
  asks,
  input: (ready) => (typeof input === 'function' ? (input as StepRequest['input'])(ready) : input),
  before,
});

/** A request for multi-agency work in this state. */
const asked =
  (state: 'REQUESTED' | 'ACCEPTED') =>
  ({ world, caseRef }: Ready): Promise<unknown> =>
    world.sql(
      `INSERT INTO multi_agency_referrals (id, version, state, case_ref, episode, reasons, words, requested_by, requested_at)
       SELECT gen_random_uuid(), 1, $2, id, episode, '["no_scheme"]', '言葉', 'test', now() FROM cases WHERE id = $1`,
      [caseRef, state],
    );
const complex = { reasons: ['several_members'], words: '世帯に課題が重なる' };
const main = ({ deskId }: Ready) => ({ mainWorkerSub: 'worker-1', mainDeskId: deskId });

const evaluated = { reason: 'goal_achieved', evaluation: '届いた', observedChanges: [] };
const everySheetAnswered = ({ world, caseRef }: Ready): Promise<unknown> =>
  world.sql(`UPDATE referral_sheets SET state = 'ACCEPTED' WHERE case_ref = $1`, [caseRef]);

/** Every event of the machine Case that somebody can ask for, with what has to be said for it. */
export const CASE_STEPS: Readonly<Record<string, StepRequest>> = {
  triage: step(contracts.TriageCaseV1, { fields: ['child'], result: 'continuing' }),
  provideInfo: step(contracts.ProvideInfoV1, { information: '窓口の案内をした' }),
  comeBack: step(contracts.ComeBackV1),
  startAssessment: step(contracts.StartAssessmentV1),
  toOutreach: step(contracts.MoveToOutreachV1),
  consented: step(contracts.AcceptSupportV1),
  supportSingle: step(contracts.SupportSingleV1),
  suspend: step(contracts.SuspendCaseV1, { reason: '入院', resumeWhen: '退院したら' }),
  resume: step(contracts.ResumeCaseV1),
  startClosing: step(contracts.StartClosingV1),
  backToSupport: step(contracts.BackToSupportV1, { reason: 'まだ続ける' }),
  close: step(contracts.CloseCaseV1, evaluated, everySheetAnswered),
  endEarly: step(contracts.EndCaseEarlyV1, { reason: 'moved', note: '市外へ転居' }),
  startAftercare: step(contracts.StartAftercareV1),
  endAftercare: step(contracts.EndAftercareV1, { reason: 'person_wish' }),
  reopen: step(contracts.ReopenCaseV1, { chiefComplaint: '新しい困りごと', urgency: 'normal' }),
  referOut: step(contracts.ReferOutV1, referralInputs.referOut, sheetOfCase('DRAFT')),
  // A desk answers its sheet whatever becomes of the case meanwhile; a case that does not wait for it stays as it is.
  accepted: { ...step(contracts.AcceptReferralV1, referralInputs.accepted, sheetOfCase('SENT')), elsewhere: 'done' },
  returned: step(contracts.TakeBackCaseV1, referralInputs.returned, sheetOfCase('RETURNED')),
  acceptedElsewhere: step(contracts.AcceptElsewhereV1, referralInputs.acceptedElsewhere, sheetOfCase('SENT')),
  requestMultiAgency: step(contracts.RequestMultiAgencyV1, complex),
  acceptMultiAgency: step(contracts.AcceptMultiAgencyV1, main, asked('REQUESTED')),
  returnWithAdvice: step(contracts.ReturnWithAdviceV1, { advice: '助言' }, asked('REQUESTED')),
  returnToSupport: step(contracts.ReturnToSupportV1, { advice: '助言' }, asked('REQUESTED')),
  handBack: step(contracts.HandBackV1, ({ deskId }) => ({ deskId, note: '見守りを続ける' }), asked('ACCEPTED')),
  startPlan: step(contracts.StartPlanV1, (ready) => ({ ...complex, ...main(ready) })),
  watch: step(contracts.WatchPotentialV1, ({ watchedItemId: itemId }) => ({
    ...{ itemId, policy: '外から様子を見る', keptItems: ['area'], reviewOn: addDays(localDay(new Date()), 30) },
  })),
  noNeed: step(contracts.EndWatchingV1, { judgement: '家族とつながった' }),
};

const terms = [{ scope: 'intake_record' }];

/** Every event of the machine Consent that somebody can ask for. */
export const CONSENT_STEPS: Readonly<Record<string, Pick<StepRequest, 'asks'> & { readonly input: object }>> = {
  grant: { asks: contracts.GrantConsentV1, input: { terms, method: 'spoken' } },
  grantPartially: {
    asks: contracts.GrantConsentV1,
    input: { terms, method: 'spoken', refusedScopes: ['family_contact'] },
  },
  refuse: { asks: contracts.RefuseConsentV1, input: {} },
  needGuardian: { asks: contracts.AskGuardianV1, input: { terms, personWords: 'いいよ' } },
  amendScope: { asks: contracts.AmendConsentV1, input: { terms, method: 'spoken' } },
  withdraw: { asks: contracts.WithdrawConsentV1, input: {} },
  withdrawPart: { asks: contracts.WithdrawConsentV1, input: { scopes: ['intake_record'] } },
  useException: {
    asks: contracts.UseConsentExceptionV1,
    input: {
      ...{ basis: 'law', reason: '通告の義務があるため' },
      ...{ scopes: [{ scope: 'intake_record' }], until: addDays(localDay(new Date()), 10) },
    },
  },
};
