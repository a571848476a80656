import * as intake from '#libs/contracts';
import { CASEWORK_ROUTES } from './intake-casework.routes';
import { INTAKE_CONFERENCE_ROUTES } from './intake-conferences.routes';
import { PEOPLE_ROUTES } from './intake-people.routes';
import { SHARES } from './intake-shares.routes';
import { REFERRAL_ROUTES } from './intake-referrals.routes';
import { MULTI_AGENCY_ROUTES, SUPPORT_PLAN_ROUTES } from './intake-support-plans.routes';
import { create, put, read, type Route, step } from './route';

const CONSULTATIONS: readonly Route[] = [
  create(
    '/consultations',
    intake.ReceiveConsultationV1,
    '相談を受け付け、ケースをひらく(必須は受付日・経路・主訴・緊急度・同意状態の 5 項目)',
  ),
  read('/cases', intake.ListCasesV1, 'ケースの一覧(氏名・本文なし)'),
  read('/cases/:caseRef', intake.ReadCaseV1, 'ケースを読む'),
  step('/cases/:caseRef/person', intake.LinkPersonToCaseV1, 'ケースに本人を結びつける'),
];

const CASE_STEPS: readonly Route[] = [
  step('/cases/:caseRef/triage', intake.TriageCaseV1, 'スクリーニングする'),
  step('/cases/:caseRef/information', intake.ProvideInfoV1, '情報提供で完了にする'),
  step('/cases/:caseRef/return', intake.ComeBackV1, '情報提供のあと、また相談に来た'),
  step('/cases/:caseRef/assessment-start', intake.StartAssessmentV1, 'アセスメントを始める'),
  step('/cases/:caseRef/outreach', intake.MoveToOutreachV1, '同意前のアウトリーチへ移す'),
  step('/cases/:caseRef/acceptance', intake.AcceptSupportV1, '本人の同意を得てアセスメントへ進む'),
  step('/cases/:caseRef/single-support', intake.SupportSingleV1, '単独の機関で支援を始める'),
  step('/cases/:caseRef/suspension', intake.SuspendCaseV1, '支援を中断する'),
  step('/cases/:caseRef/resumption', intake.ResumeCaseV1, '支援を再開する'),
  step('/cases/:caseRef/closing', intake.StartClosingV1, '終結の評価を始める'),
  step('/cases/:caseRef/closing-return', intake.BackToSupportV1, '終結せず支援に戻す'),
  step('/cases/:caseRef/closure', intake.CloseCaseV1, '終結評価を記録して終結する'),
  step('/cases/:caseRef/early-end', intake.EndCaseEarlyV1, '転出・移管・死亡などで終える'),
  step('/cases/:caseRef/aftercare', intake.StartAftercareV1, '終結後の緩やかなつながりを始める'),
  step('/cases/:caseRef/aftercare-end', intake.EndAftercareV1, '終結後のつながりを終える'),
  step('/cases/:caseRef/reopening', intake.ReopenCaseV1, '新しい困りごとで再開する'),
  step(
    '/cases/:caseRef/emergency',
    intake.RaiseEmergencyV1,
    '緊急の旗を立てる(命の危険は 119・110、子どもは 189 へ先に)',
  ),
  step('/cases/:caseRef/emergency/clearance', intake.ClearEmergencyV1, '緊急の旗を下ろす'),
  read('/cases/:caseRef/emergency', intake.ReadEmergencyV1, '緊急の旗と連絡先を読む'),
];

const PEOPLE: readonly Route[] = [
  create('/persons', intake.EnterPersonV1, '本人を登録する'),
  read('/persons/:personRef', intake.ReadPersonV1, '本人を読む'),
  put('/persons/:personRef', intake.UpdatePersonV1, '本人の情報を置き換える'),
  read('/persons/:personRef/safety', intake.ReadSafetyV1, '安全に関する情報を読む(限られた役割のみ)'),
  put('/persons/:personRef/safety', intake.RecordSafetyV1, '安全に関する情報を記録する(限られた役割のみ)'),
  create('/cases/:caseRef/assessments', intake.RecordAssessmentV1, 'アセスメントの版を加える'),
  read('/cases/:caseRef/assessments', intake.ListAssessmentsV1, 'アセスメントの版を読む'),
  create('/cases/:caseRef/participation-plans', intake.DraftParticipationPlanV1, '参加支援プランを作る'),
  read('/participation-plans/:planId', intake.ReadParticipationPlanV1, '参加支援プランを読む'),
  step('/participation-plans/:planId/confirmation', intake.ConfirmParticipationPlanV1, '本人の確認を記録する'),
  step('/participation-plans/:planId/withdrawal', intake.WithdrawParticipationPlanV1, '参加支援プランを取り下げる'),
  create('/cases/:caseRef/notes', intake.WriteNoteV1, '経過を記録する'),
  read('/cases/:caseRef/notes', intake.ListNotesV1, '経過記録を読む'),
  step('/notes/:noteRef/correction', intake.CorrectNoteV1, '経過記録を訂正する(取消線と理由が残る)'),
];

const CONSENTS: readonly Route[] = [
  read('/persons/:personRef/consent', intake.ReadConsentV1, '同意の状態を読む'),
  step('/persons/:personRef/consent/explanation', intake.ExplainConsentV1, '個人情報の取扱いを説明した'),
  step('/persons/:personRef/consent/grant', intake.GrantConsentV1, '本人が同意した(範囲・提供先・期限)'),
  step('/persons/:personRef/consent/refusal', intake.RefuseConsentV1, '本人は今は同意を希望しない'),
  step('/persons/:personRef/consent/amendment', intake.AmendConsentV1, '同意の範囲・提供先を加える'),
  step('/persons/:personRef/consent/withdrawal', intake.WithdrawConsentV1, '同意を撤回する(すぐに効く)'),
  step('/persons/:personRef/consent/guardian-inquiry', intake.AskGuardianV1, '保護者に確認する'),
  step('/persons/:personRef/consent/guardian', intake.RecordGuardianWordV1, '保護者の意向を記録する'),
];

const DISCLOSURES: readonly Route[] = [
  read('/disclosures/:proposalId', intake.ReadDisclosureV1, '実名打診で開示された項目を読む(自団体のみ)'),
  read('/organizations/:orgId/destruction-requests', intake.ListDestructionRequestsV1, '廃棄の依頼を読む(自団体のみ)'),
  step(
    '/organizations/:orgId/destruction-requests/:requestId/confirmation',
    intake.ConfirmDestructionV1,
    '廃棄したことを知らせる',
  ),
];

export const INTAKE_ROUTES: readonly Route[] = [
  ...CONSULTATIONS,
  ...CASE_STEPS,
  ...MULTI_AGENCY_ROUTES,
  ...SUPPORT_PLAN_ROUTES,
  ...PEOPLE,
  ...CASEWORK_ROUTES,
  ...PEOPLE_ROUTES,
  ...REFERRAL_ROUTES,
  ...CONSENTS,
  ...DISCLOSURES,
  ...INTAKE_CONFERENCE_ROUTES,
  ...SHARES,
];
