import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { TODAY } from './a-menu';

const AGREED = { personAgreed: true, hostAgreed: true };
const TRIAL = { at: `${addDays(TODAY, 7)}T10:00:00+09:00` };

/** Every step that people may take, with an input that is right in form. */
export type Steps = readonly (readonly [event: string, request: RequestType, input: object])[];
export const REQUEST_STEPS: Steps = [
  ['accept', contracts.AcceptMatchRequestV1, {}],
  ['search', contracts.SearchCandidatesV1, {}],
  ['shortlist', contracts.ShortlistV1, { menuIds: [randomUUID()] }],
  ['noCandidate', contracts.RecordUnmetNeedV1, {}],
  ['resourceDeveloped', contracts.LinkDevelopedMenuV1, { menuId: randomUUID() }],
  ['searchAgain', contracts.SearchAgainV1, {}],
  ['propose', contracts.CreateProposalV1, { menuId: randomUUID() }],
  ['allDeclined', contracts.RecordAllDeclinedV1, {}],
  ['placementEnded', contracts.SearchAfterPlacementV1, { goal: null }],
  ['close', contracts.CloseMatchRequestV1, { evaluation: 'goal_achieved' }],
  ['cancel', contracts.CancelMatchRequestV1, { reasonCode: 'other' }],
  ['park', contracts.ParkMatchRequestV1, { until: '2099-01-01', reasonCode: 'rest' }],
  ['unpark', contracts.UnparkMatchRequestV1, {}],
  ['decided', contracts.DecideReviewV1, { reasonCode: 'fine', noteRef: null }],
];
export const PROPOSAL_STEPS: Steps = [
  ['inquireAnonymously', contracts.InquireAnonymouslyV1, {}],
  ['willing', contracts.AnswerWillingV1, {}],
  ['decline', contracts.RefuseInquiryV1, { reasonCode: 'full', discardConfirmed: true }],
  ['offerFirst', contracts.OfferOpenPlaceV1, {}],
  ['offer', contracts.OfferProposalV1, { singleOptionReasonCode: 'only_one_near' }],
  ['interested', contracts.RecordInterestV1, { personWordsNoteRef: randomUUID() }],
  ['declined', contracts.RecordPersonRefusalV1, {}],
  ['inquireNamed', contracts.InquireNamedV1, { items: ['name'] }],
  ['scheduleTrial', contracts.ScheduleTrialV1, TRIAL],
  ['reschedule', contracts.ScheduleTrialV1, TRIAL],
  ['done', contracts.RecordTrialDoneV1, { personFeeling: 'good', hostFeeling: 'good' }],
  ['accept', contracts.AcceptProposalV1, AGREED],
  ['acceptDirect', contracts.AcceptDirectlyV1, { reasonCode: 'emergency', ...AGREED }],
  ['joinOpen', contracts.JoinOpenPlaceV1, {}],
  ['revoke', contracts.RevokeProposalV1, { reasonCode: 'other' }],
  ['personWithdraws', contracts.WithdrawPersonV1, {}],
  ['hostWithdraws', contracts.WithdrawHostV1, { reasonCode: 'full', discardConfirmed: true }],
];
export const PLACEMENT_STEPS: Steps = [
  ['start', contracts.StartPlacementV1, { startedOn: TODAY }],
  ['issue', contracts.RaiseIssueV1, { side: 'person' }],
  ['adjusted', contracts.RecordAdjustedV1, {}],
  ['stabilize', contracts.StabilizePlacementV1, {}],
  ['nextStep', contracts.PlanNextStepV1, {}],
  ['stay', contracts.StayInPlacementV1, {}],
  ['closeSupport', contracts.CloseSupportV1, { aftercare: true }],
  ['closeNoAftercare', contracts.CloseSupportV1, { aftercare: false }],
  ['finish', contracts.FinishAftercareV1, {}],
  ['needsSupportAgain', contracts.SupportAgainV1, {}],
  ['end', contracts.EndPlacementV1, { reasonCode: 'goal', endedOn: TODAY }],
  ['left', contracts.LeavePlacementV1, { reasonCode: 'goal', endedOn: TODAY }],
  ['hostWithdraws', contracts.WithdrawHostFromPlacementV1, { endedOn: TODAY }],
  ['pause', contracts.PausePlacementV1, { reasonCode: 'rest', reviewOn: '2099-01-01', keepPlace: true }],
  ['resume', contracts.ResumePlacementV1, {}],
  ['return', contracts.ReturnToPlacementV1, AGREED],
  ['newMatch', contracts.MoveOnV1, { matchRequestId: randomUUID(), endedOn: TODAY }],
];
