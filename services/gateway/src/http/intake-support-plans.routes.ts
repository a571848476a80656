import * as intake from '#libs/contracts';
import { create, read, type Route, step } from './route';

export const MULTI_AGENCY_ROUTES: readonly Route[] = [
  step('/cases/:caseRef/multi-agency', intake.RequestMultiAgencyV1, '多機関協働へ付議する(複雑化・複合化の理由)'),
  step('/cases/:caseRef/multi-agency/acceptance', intake.AcceptMultiAgencyV1, '多機関協働で受理し、主担当を決める'),
  step('/cases/:caseRef/multi-agency/advice', intake.ReturnWithAdviceV1, '支援者に助言してアセスメントへ返す'),
  step('/cases/:caseRef/multi-agency/support-return', intake.ReturnToSupportV1, '支援者に助言して単独支援に返す'),
  step('/cases/:caseRef/multi-agency/hand-back', intake.HandBackV1, '多機関協働だけを終え、単独支援を続ける'),
  read('/cases/:caseRef/multi-agency', intake.ReadMultiAgencyRequestV1, '付議の理由と助言を読む'),
  read('/multi-agency-requests', intake.ListMultiAgencyRequestsV1, '多機関協働への付議の一覧(本文なし)'),
  step('/cases/:caseRef/support-plan', intake.StartPlanV1, '本人の同意を得て支援プランの作成を始める'),
  create('/decider-deputies', intake.RegisterDeciderDeputyV1, '支援決定の代理者を登録する'),
  read('/decider-deputies', intake.ListDeciderDeputiesV1, '支援決定の代理者の一覧'),
  step('/decider-deputies/:deputyId/end', intake.EndDeciderDeputyV1, '支援決定の代理を終える'),
];

export const SUPPORT_PLAN_ROUTES: readonly Route[] = [
  create('/cases/:caseRef/support-plans', intake.DraftSupportPlanV1, '支援プランを作る(まず本人の言葉)'),
  read('/cases/:caseRef/support-plans', intake.ListSupportPlansV1, '支援プランの版の一覧(本文なし)'),
  read('/support-plans', intake.ListOpenSupportPlansV1, '決定・モニタリング・評価を待つ支援プランの一覧(本文なし)'),
  read('/support-plans/:planId', intake.ReadSupportPlanV1, '支援プランを読む'),
  read(
    '/support-plans/:planId/shared',
    intake.ReadSharedSupportPlanV1,
    '共有されたプランのうち、自分の窓口の役割を読む',
  ),
  step('/support-plans/:planId/content', intake.WriteSupportPlanV1, '支援プランを書き直す(前の内容は残る)'),
  step('/support-plans/:planId/person-review', intake.AskPersonOnPlanV1, '本人に確認してもらう'),
  step('/support-plans/:planId/confirmation', intake.ConfirmSupportPlanV1, '本人がこの内容を了解した'),
  step('/support-plans/:planId/disagreement', intake.DisagreeSupportPlanV1, '本人の意向を記録し、作り直す'),
  step('/support-plans/:planId/convening', intake.ConveneSupportPlanV1, '重層的支援会議で協議する'),
  step('/support-plans/:planId/revision', intake.RequestPlanRevisionV1, '会議の結論により修正を求める'),
  step('/support-plans/:planId/resubmission', intake.ResubmitSupportPlanV1, '修正して会議へ再付議する'),
  step('/support-plans/:planId/decision', intake.DecideSupportPlanV1, '支援決定する(作成者以外)'),
  step('/support-plans/:planId/deputy-decision', intake.DecideSupportPlanAsDeputyV1, '登録された代理者が支援決定する'),
  step('/support-plans/:planId/start', intake.StartSupportPlanV1, '担当機関へ共有し、実施を始める'),
  step('/support-plans/:planId/monitoring', intake.RecordMonitoringV1, 'モニタリングを記録する'),
  step('/support-plans/:planId/evaluation', intake.EvaluateSupportPlanV1, '評価を始める'),
  step('/support-plans/:planId/continuation', intake.ContinueSupportPlanV1, '期間を延ばして続ける'),
  step('/support-plans/:planId/replanning', intake.ReplanSupportPlanV1, '再プランする(新しい版を作る)'),
  step('/support-plans/:planId/closure', intake.CloseSupportPlanV1, '終結評価を記録してプランを終える'),
  step('/support-plans/:planId/withdrawal', intake.WithdrawSupportPlanV1, 'プランを取り下げる(止めるのは共有)'),
  read('/support-plans/:planId/records', intake.ReadPlanRecordsV1, 'モニタリング・評価・経過を読む'),
  step('/plan-actions/:actionId/updates', intake.UpdatePlanActionV1, '役割の進み具合を記録する'),
  read('/plan-actions/:actionId/updates', intake.ReadPlanActionHistoryV1, '役割の経過を読む'),
];
