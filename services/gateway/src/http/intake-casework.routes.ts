import * as intake from '#libs/contracts';
import { create, put, read, type Route, step } from './route';

const FORMS: readonly Route[] = [
  read('/forms/:kind', intake.ReadFormV1, '様式を読む(日を指定するとその日の様式)'),
  create('/forms/:kind/editions', intake.EnterFormV1, '自治体の様式の版を、有効になる日を決めて登録する'),
  read('/forms/:kind/editions', intake.ListFormEditionsV1, '自治体の様式の版を読む'),
  read('/code-lists/:list', intake.ReadCodesV1, 'コード表を読む(日を指定するとその日の言葉)'),
  create(
    '/code-lists/:list/editions',
    intake.EnterCodesV1,
    'コード表の言葉・追加のコードを、有効になる日を決めて登録する',
  ),
  read('/code-lists/:list/editions', intake.ListCodeEditionsV1, '自治体のコード表の版を読む'),
  create('/cases/:caseRef/forms', intake.FillFormV1, 'ケースの様式に記入する(受付の記録は写される)'),
  read('/cases/:caseRef/forms', intake.ListFilledFormsV1, 'ケースの記入済みの様式を読む'),
  read('/filled-forms/:formId', intake.ReadFilledFormV1, '記入したときの様式と言葉のまま読む'),
  create('/filled-forms/:formId/versions', intake.RefillFormV1, '記入し直す(前の版は残る)'),
];

const RECORDS: readonly Route[] = [
  read('/cases/:caseRef/record', intake.ReadRecordAsOfV1, 'ある時点に記録されていたことを読む'),
  create('/advice', intake.GiveAdviceV1, '支援者への助言を記録する'),
  read('/advice', intake.ListAdviceV1, '支援者への助言を読む'),
  create('/trainings', intake.RecordTrainingV1, '研修を記録する(相談者の情報は書かない)'),
  read('/trainings', intake.ListTrainingsV1, '研修の記録を読む'),
];

const CENTRES: readonly Route[] = [
  create('/centres', intake.EnterCentreV1, '総合相談支援センターと担当する圏域を登録する'),
  read('/centres', intake.ListCentresV1, '総合相談支援センターを読む'),
  put('/centres/:centreId', intake.ChangeCentreV1, '総合相談支援センターの情報を置き換える'),
  create('/areas/:areaId/workers', intake.AssignAreaWorkerV1, '圏域の担当・副担当を決める'),
  step('/area-workers/:areaWorkerId/end', intake.EndAreaWorkV1, '圏域の担当の終わりの日を決める'),
  read('/area-workers', intake.ListAreaWorkersV1, '圏域の担当を読む'),
  create('/absences', intake.RecordAbsenceV1, '不在の期間を登録する(副担当が代わる)'),
  step('/absences/:absenceId/end', intake.ChangeAbsenceV1, '不在の終わりの日を改める'),
  read('/workload', intake.ReadWorkloadV1, '担当者・圏域ごとの件数を読む(ケースの内容は含まない)'),
];

const ASSIGNMENTS: readonly Route[] = [
  step('/cases/:caseRef/assignment', intake.AssignCaseV1, 'ケースの担当者を決める'),
  read('/cases/:caseRef/assignment', intake.ReadAssigneesV1, 'ケースの担当者と、今日動く人を読む'),
  read('/caseload', intake.ListCaseloadV1, '担当者が受け持つケースの一覧(氏名・本文なし)'),
  create('/handovers', intake.PrepareHandoverV1, '受け持ちの引継ぎを準備する(日を決めなければ次の 4 月 1 日)'),
  read('/handovers', intake.ListHandoversV1, '引継ぎの一覧と進み具合を読む'),
  read('/handovers/:handoverId', intake.ReadHandoverV1, '引継ぎと進み具合を読む'),
  step('/handovers/:handoverId/start', intake.StartHandoverV1, '引継ぎをすぐに始める'),
  step('/handovers/:handoverId/cancellation', intake.CancelHandoverV1, '引継ぎの日の前に取りやめる'),
];

const ENDINGS: readonly Route[] = [
  step('/cases/:caseRef/early-end/decision', intake.DecideEarlyEndV1, '別の人が、途中で終えることを承認する・しない'),
  read('/cases/:caseRef/early-end', intake.ReadEarlyEndV1, '途中で終えることの状況と、それに伴うことを読む'),
  read('/early-ends', intake.ListAskedEndsV1, '承認を待つ「途中で終える」の一覧(本文なし)'),
  step('/cases/:caseRef/emergency/owner', intake.HandEmergencyV1, '緊急の旗の担当を引き継ぐ'),
  read('/emergency-flags', intake.ListRaisedFlagsV1, '立っている緊急の旗の一覧(期限切れだけも選べる)'),
];

/** Forms, the record over time, advice, centres, who has which case, and ends before support is complete. */
export const CASEWORK_ROUTES: readonly Route[] = [...FORMS, ...RECORDS, ...CENTRES, ...ASSIGNMENTS, ...ENDINGS];
