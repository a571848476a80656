import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';

interface StepRequest {
  readonly asks: RequestType;
  readonly input: object;
}

const step = (asks: RequestType, input: object = {}): StepRequest => ({ asks, input });

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
  close: step(contracts.CloseCaseV1, { reason: 'goal_achieved', evaluation: '届いた', observedChanges: [] }),
  endEarly: step(contracts.EndCaseEarlyV1, { reason: 'moved', note: '市外へ転居' }),
  startAftercare: step(contracts.StartAftercareV1),
  endAftercare: step(contracts.EndAftercareV1, { reason: 'person_wish' }),
  reopen: step(contracts.ReopenCaseV1, { chiefComplaint: '新しい困りごと', urgency: 'normal' }),
  referOut: step(contracts.ReferOutV1),
  accepted: step(contracts.AcceptReferralV1),
  returned: step(contracts.ReturnReferralV1),
  acceptedElsewhere: step(contracts.AcceptElsewhereV1),
  requestMultiAgency: step(contracts.RequestMultiAgencyV1),
  acceptMultiAgency: step(contracts.AcceptMultiAgencyV1),
  returnWithAdvice: step(contracts.ReturnWithAdviceV1),
  returnToSupport: step(contracts.ReturnToSupportV1),
  handBack: step(contracts.HandBackV1),
  startPlan: step(contracts.StartPlanV1),
  watch: step(contracts.WatchPotentialV1),
  noNeed: step(contracts.EndWatchingV1),
};

const terms = [{ scope: 'intake_record' }];

/** Every event of the machine Consent that somebody can ask for. */
export const CONSENT_STEPS: Readonly<Record<string, StepRequest>> = {
  grant: step(contracts.GrantConsentV1, { terms, method: 'spoken' }),
  grantPartially: step(contracts.GrantConsentV1, { terms, method: 'spoken', refusedScopes: ['family_contact'] }),
  refuse: step(contracts.RefuseConsentV1),
  needGuardian: step(contracts.AskGuardianV1, { terms, personWords: 'いいよ' }),
  amendScope: step(contracts.AmendConsentV1, { terms, method: 'spoken' }),
  withdraw: step(contracts.WithdrawConsentV1),
  withdrawPart: step(contracts.WithdrawConsentV1, { scopes: ['intake_record'] }),
  useException: step(contracts.UseConsentExceptionV1, { basis: 'law', reason: '通告' }),
};
