import * as intake from '#libs/contracts';
import { create, read, type Route, step } from './route';

const S = '/support-conferences';
const M = '/multilayered-conferences';

const SUPPORT: readonly Route[] = [
  create('/support-conference-members', intake.AppointSupportMemberV1, '支援会議の構成員を任命する'),
  read('/support-conference-members', intake.ListSupportMembersV1, '支援会議の構成員と守秘誓約の一覧'),
  step('/support-conference-members/:memberId/end', intake.EndSupportAppointmentV1, '支援会議の構成員の任期を終える'),
  create('/support-conference-pledges', intake.RecordSupportPledgeV1, '支援会議の守秘誓約を記録する(緊急時は口頭)'),
  create(S, intake.PlanSupportConferenceV1, '支援会議の開催を準備する'),
  read(S, intake.ListSupportConferencesV1, '自分に関わる支援会議の一覧'),
  read(`${S}/:conferenceId`, intake.ReadSupportConferenceV1, '支援会議の議題を読む(本文なし・招集された案件のみ)'),
  create(`${S}/:conferenceId/items`, intake.PutOnSupportAgendaV1, '支援会議の議題に案件を加える'),
  read(`${S}/:conferenceId/items/:itemId`, intake.ReadSupportItemV1, '案件の資料と議事録を読む(閲覧は記録される)'),
  create(`${S}/:conferenceId/items/:itemId/summons`, intake.SummonToSupportItemV1, '案件ごとに構成員を招集する'),
  create(`${S}/:conferenceId/items/:itemId/papers`, intake.WriteSupportPaperV1, '案件の資料・議事録を書く'),
  step(`${S}/:conferenceId/convening`, intake.ConveneSupportConferenceV1, '支援会議を招集する(開催の根拠と必要性)'),
  step(`${S}/:conferenceId/opening`, intake.OpenSupportConferenceV1, '支援会議を開く(誓約のない構成員は外れる)'),
  step(
    `${S}/:conferenceId/items/:itemId/additional-members`,
    intake.AddSupportMemberV1,
    '開催中の案件に構成員を加える(理由と誓約)',
  ),
  step(`${S}/:conferenceId/conclusion`, intake.ConcludeSupportConferenceV1, '支援会議の案件ごとの結論を記録する'),
  step(`${S}/:conferenceId/minutes-approval`, intake.ApproveSupportMinutesV1, '支援会議の議事録を確定する'),
  step(`${S}/:conferenceId/cancellation`, intake.CancelSupportConferenceV1, '支援会議を中止する(資料は読めなくなる)'),
];

const MULTILAYERED: readonly Route[] = [
  create('/multilayered-conference-members', intake.AppointMultilayeredMemberV1, '重層的支援会議の構成員を任命する'),
  read('/multilayered-conference-members', intake.ListMultilayeredMembersV1, '重層的支援会議の構成員と守秘誓約の一覧'),
  step(
    '/multilayered-conference-members/:memberId/end',
    intake.EndMultilayeredAppointmentV1,
    '重層的支援会議の構成員の任期を終える',
  ),
  create('/multilayered-conference-pledges', intake.RecordMultilayeredPledgeV1, '重層的支援会議の守秘誓約を記録する'),
  create(M, intake.PlanMultilayeredConferenceV1, '重層的支援会議の開催を準備する'),
  read(M, intake.ListMultilayeredConferencesV1, '自分に関わる重層的支援会議の一覧'),
  read(`${M}/:conferenceId`, intake.ReadMultilayeredConferenceV1, '重層的支援会議の議題を読む(本文なし)'),
  create(
    `${M}/:conferenceId/items`,
    intake.PutOnMultilayeredAgendaV1,
    '重層的支援会議の議題を加える(案件・プラン、または体制・資源)',
  ),
  read(`${M}/:conferenceId/items/:itemId`, intake.ReadMultilayeredItemV1, '議題の資料と議事録を読む(閲覧は記録される)'),
  create(`${M}/:conferenceId/items/:itemId/summons`, intake.SummonToMultilayeredItemV1, '議題ごとに構成員を招集する'),
  create(`${M}/:conferenceId/items/:itemId/papers`, intake.WriteMultilayeredPaperV1, '議題の資料・議事録を書く'),
  step(
    `${M}/:conferenceId/convening`,
    intake.ConveneMultilayeredConferenceV1,
    '重層的支援会議を招集する(同意のない案件は議題から外れる)',
  ),
  step(`${M}/:conferenceId/opening`, intake.OpenMultilayeredConferenceV1, '重層的支援会議を開く'),
  step(
    `${M}/:conferenceId/items/:itemId/additional-members`,
    intake.AddMultilayeredMemberV1,
    '開催中の議題に構成員を加える(理由と誓約)',
  ),
  step(`${M}/:conferenceId/conclusion`, intake.ConcludeMultilayeredConferenceV1, '議題ごとの結論を記録する'),
  step(`${M}/:conferenceId/minutes-approval`, intake.ApproveMultilayeredMinutesV1, '重層的支援会議の議事録を確定する'),
  step(`${M}/:conferenceId/cancellation`, intake.CancelMultilayeredConferenceV1, '重層的支援会議を中止する'),
];

const WAYS_OUT: readonly Route[] = [
  create(
    `${S}/:conferenceId/items/:itemId/papers/:paperId/transfers`,
    intake.TransferItemV1,
    '支援会議で得たことを一項目だけ移す(根拠と理由)',
  ),
  read(`${S}/:conferenceId/items/:itemId/transfers`, intake.ListTransfersV1, '支援会議の案件から移した項目の一覧'),
  read('/support-plans/:planId/transfers', intake.ReadPlanTransfersV1, '支援会議から支援プランに移された項目を読む'),
  read('/disclosures/:proposalId/transfers', intake.ReadHostTransfersV1, '支援会議から移された項目を読む(自団体のみ)'),
  step('/cases/:caseRef/watch', intake.WatchPotentialV1, '支援会議の方針で見守りを続ける(見直しの日)'),
  step('/cases/:caseRef/watch/end', intake.EndWatchingV1, '見守りを終える(判断と廃棄の予定日)'),
  read('/watches', intake.ListWatchesV1, '見守りの見直し・廃棄の予定日の一覧(本文なし)'),
];

export const INTAKE_CONFERENCE_ROUTES: readonly Route[] = [...SUPPORT, ...MULTILAYERED, ...WAYS_OUT];
