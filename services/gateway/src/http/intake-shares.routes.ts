import * as intake from '#libs/contracts';
import { create, read, type Route, step } from './route';

/** Exceptions, representatives, the wording, and what was shared. */
export const SHARES: readonly Route[] = [
  create(
    '/persons/:personRef/consent/exceptions',
    intake.UseConsentExceptionV1,
    '同意によらない根拠を使う(根拠・理由・範囲・期限。翌開庁日までに承認)',
  ),
  read('/consent-exceptions', intake.ListOpenExceptionsV1, '承認を待つ例外の一覧(期限を過ぎたものから)'),
  read('/consent-exceptions/:exceptionId', intake.ReadExceptionV1, '例外を理由とともに読む'),
  step('/consent-exceptions/:exceptionId/decision', intake.DecideExceptionV1, '例外を事後に承認する・しない'),
  read('/consents-ending', intake.ListConsentsEndingV1, '30 日以内に期限が来る同意の一覧'),
  read('/consent-wordings', intake.ReadConsentWordingV1, '本人に示す文面を読む(やさしい日本語つき)'),
  create('/consent-wordings', intake.EnterConsentWordingV1, '本人に示す文面の版を加える'),
  create('/persons/:personRef/representatives', intake.RecordRepresentativeV1, '代理人を記録する(範囲・期限・証明)'),
  read('/persons/:personRef/representatives', intake.ListRepresentativesV1, '代理人を読む'),
  step('/representatives/:representativeId/end', intake.EndRepresentativeV1, '代理を終える'),
  read('/persons/:personRef/shares', intake.ListSharesV1, '本人について、何を・誰に・どの根拠で共有したかを読む'),
  read('/return-requests', intake.ListReturnRequestsV1, '返却・廃棄の依頼の一覧(氏名なし)'),
  step('/return-requests/:requestId/confirmation', intake.ConfirmReturnV1, '返却・廃棄されたことを記録する'),
];
