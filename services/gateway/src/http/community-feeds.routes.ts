import {
  AddWebhookV1,
  EndWebhookV1,
  FedReport,
  ListDeliveriesV1,
  ListFedMenusV1,
  ListWebhooksV1,
  ReplaceWebhookV1,
  ReplayDeliveryV1,
  RotateWebhookSecretV1,
  SetExternalIdV1,
  SubmitAvailabilityReportsV1,
} from '#libs/contracts';
import { create, put, read, type Route, rowsOf, step } from './route';

/** 空き定員をまとめて報告する団体の機械と、団体へのお知らせ(webhook)。 */
export const COMMUNITY_FEEDS_ROUTES: readonly Route[] = [
  rowsOf(
    '/availability-reports',
    SubmitAvailabilityReportsV1,
    FedReport,
    '空き定員をまとめて報告する(JSON の配列・NDJSON・CSV、500 行まで)',
  ),
  read('/organizations/:orgId/fed-menus', ListFedMenusV1, '団体の番号と報告の新しさをメニューごとに読む'),
  put('/menus/:menuId/external-id', SetExternalIdV1, 'メニューに団体の番号を付ける'),

  create('/organizations/:orgId/webhooks', AddWebhookV1, '団体へのお知らせ先を登録する'),
  read('/organizations/:orgId/webhooks', ListWebhooksV1, '団体へのお知らせ先の一覧を読む'),
  put('/webhooks/:webhookId', ReplaceWebhookV1, 'お知らせ先の URL と種類を置き換える'),
  step('/webhooks/:webhookId/secret-rotation', RotateWebhookSecretV1, 'お知らせの署名の鍵を新しくする'),
  step('/webhooks/:webhookId/end', EndWebhookV1, 'お知らせをやめる'),
  read('/webhooks/:webhookId/deliveries', ListDeliveriesV1, 'お知らせの配達の一覧を読む'),
  step('/webhooks/:webhookId/deliveries/:deliveryId/replay', ReplayDeliveryV1, 'お知らせをもう一度届ける'),
];
