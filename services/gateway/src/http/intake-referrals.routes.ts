import * as intake from '#libs/contracts';
import { create, put, read, type Route, step } from './route';

/** Desks, and the つなぐシート between them. */
export const REFERRAL_ROUTES: readonly Route[] = [
  create('/desks', intake.EnterDeskV1, '窓口・支援関係機関を登録する'),
  read('/desks', intake.ListDesksV1, '窓口・支援関係機関の一覧'),
  read('/desks/:deskId', intake.ReadDeskV1, '窓口・支援関係機関を読む'),
  put('/desks/:deskId', intake.ChangeDeskV1, '窓口・支援関係機関の情報を置き換える(担当者・マネージャー・休止)'),
  read('/desk-suggestions', intake.SuggestDesksV1, '分野と圏域から、力になれそうな窓口の目安を示す'),
  read('/desk-workload', intake.ListDeskWorkloadV1, '窓口ごとの件数(本文・氏名なし)'),
  read('/desks/:deskId/referrals', intake.ListDeskReferralsV1, '自分の窓口で待っているつなぐシート'),
  read('/stuck-referrals', intake.ListStuckReferralsV1, '滞っているつなぐシート(督促済み・マネージャー預かり)'),
  create('/cases/:caseRef/referrals', intake.DraftReferralV1, 'つなぐシートを作る'),
  read('/cases/:caseRef/referrals', intake.ListCaseReferralsV1, 'ケースのつなぐシートの一覧'),
  read('/referrals/:referralId', intake.ReadReferralV1, 'つなぐシートを読む(送り手)'),
  read(
    '/referrals/:referralId/received',
    intake.ReadReceivedReferralV1,
    '届いたつなぐシートを読む(選ばれた項目のみ。閲覧は記録される)',
  ),
  put('/referrals/:referralId', intake.ChangeReferralV1, '送る前・差し戻されたつなぐシートを書き直す'),
  step('/referrals/:referralId/sending', intake.SendReferralV1, 'つなぐシートを送る(同意または法的根拠)'),
  step('/referrals/:referralId/resending', intake.ResendReferralV1, '差し戻されたつなぐシートを送り直す'),
  step('/referrals/:referralId/acceptance', intake.AcceptReferralV1, '受け手が受理する'),
  step(
    '/referrals/:referralId/return',
    intake.ReturnReferralV1,
    '受け手が理由を添えて差し戻す(2 回目はマネージャーへ)',
  ),
  step('/referrals/:referralId/escalation', intake.EscalateReferralV1, '断らない相談マネージャーが預かる'),
  step('/referrals/:referralId/assignment', intake.AssignReferralV1, '断らない相談マネージャーが受け手を決める'),
  step('/referrals/:referralId/taking-on', intake.TakeOnReferralV1, 'マネージャー預かりのつなぐシートを引き受ける'),
  step('/referrals/:referralId/withdrawal', intake.WithdrawReferralV1, 'つなぐシートを取り下げる'),
  step('/cases/:caseRef/referral', intake.ReferOutV1, 'つなぐシートを送り、ケースを受理待ちにする'),
  step('/cases/:caseRef/referral/take-back', intake.TakeBackCaseV1, '受理待ちのケースを自分の窓口に戻す'),
  step(
    '/cases/:caseRef/referral/acceptance-elsewhere',
    intake.AcceptElsewhereV1,
    '転出先・他機関が受理し、本人が了解して終える',
  ),
];
