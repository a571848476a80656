import {
  AddMenuV1,
  ApproveResourceV1,
  AssessHostV1,
  CloseResourceV1,
  CompleteResourceDevelopmentV1,
  ConfirmPublicResourceV1,
  ConfirmResourceV1,
  CorrectResourceV1,
  ListMenusV1,
  ListOrganizationsV1,
  ListOrganizationTasksV1,
  ListResourceDevelopmentsV1,
  ListResourcesV1,
  PauseResourceV1,
  PublishResourceV1,
  ReadAvailabilityV1,
  ReadMenuV1,
  ReadOrganizationV1,
  ReadResourceV1,
  RecordIntroductionV1,
  RegisterOrganizationV1,
  RegisterResourceV1,
  ReinstateResourceV1,
  RejectResourceV1,
  ReplaceMenuV1,
  ReportAvailabilityV1,
  ResumeResourceV1,
  SubmitResourceV1,
  SummarizeIntroductionsV1,
  SuspendResourceV1,
  UnpublishResourceV1,
} from '#libs/contracts';
import { COMMUNITY_AREA_ROUTES } from './community-areas.routes';
import { COMMUNITY_DEVELOPMENT_ROUTES } from './community-development.routes';
import { COMMUNITY_EXPORT_ROUTES } from './community-exports.routes';
import { COMMUNITY_FEEDS_ROUTES } from './community-feeds.routes';
import { COMMUNITY_HUB_ROUTES } from './community-hubs.routes';
import { COMMUNITY_IMPORT_ROUTES } from './community-imports.routes';
import { COMMUNITY_REGISTRY_ROUTES } from './community-registry.routes';
import { COMMUNITY_SEARCH_ROUTES } from './community-search.routes';
import { create, put, read, type Route, step } from './route';

/** 地域づくり: organisations, resources, menus, what hosts say, light use and places to be developed. */
export const COMMUNITY_ROUTES: readonly Route[] = [
  create('/organizations', RegisterOrganizationV1, '団体を登録する'),
  read('/organizations', ListOrganizationsV1, '団体の一覧を読む'),
  read('/organizations/:orgId', ReadOrganizationV1, '団体を読む'),
  read('/organizations/:orgId/tasks', ListOrganizationTasksV1, '団体へのお願いの一覧を読む'),

  create('/resources', RegisterResourceV1, '社会資源を台帳に登録する'),
  read('/resources', ListResourcesV1, '社会資源の一覧を読む'),
  read('/resources/:resourceId', ReadResourceV1, '社会資源を読む'),
  put('/resources/:resourceId', CorrectResourceV1, '社会資源の記載を置き換える'),
  step('/resources/:resourceId/submission', SubmitResourceV1, '社会資源の確認を求める'),
  step('/resources/:resourceId/approval', ApproveResourceV1, '社会資源を確認して庁内に公開する'),
  step('/resources/:resourceId/rejection', RejectResourceV1, '社会資源を登録中に戻す'),
  step('/resources/:resourceId/publication', PublishResourceV1, '社会資源を住民に公開する'),
  step('/resources/:resourceId/unpublication', UnpublishResourceV1, '社会資源の住民への公開をやめる'),
  step('/resources/:resourceId/pause', PauseResourceV1, '社会資源の受け入れを休む'),
  step('/resources/:resourceId/resume', ResumeResourceV1, '社会資源の受け入れを再開する'),
  step('/resources/:resourceId/close', CloseResourceV1, '社会資源を終了する'),
  step('/resources/:resourceId/suspension', SuspendResourceV1, '社会資源を安全のために止める'),
  step('/resources/:resourceId/reinstatement', ReinstateResourceV1, '止めた社会資源を別の人が戻す'),
  step('/resources/:resourceId/confirmation', ConfirmResourceV1, '社会資源が記載どおりであることを確かめる'),
  step(
    '/resources/:resourceId/public-confirmation',
    ConfirmPublicResourceV1,
    '記載どおりであることを確かめ公開を続ける',
  ),

  create('/resources/:resourceId/menus', AddMenuV1, '支援メニューを加える'),
  read('/resources/:resourceId/menus', ListMenusV1, '社会資源の支援メニューの一覧を読む'),
  read('/menus/:menuId', ReadMenuV1, '支援メニューを読む'),
  put('/menus/:menuId', ReplaceMenuV1, '支援メニューの内容を置き換える'),
  put('/menus/:menuId/host-assessment', AssessHostV1, '受入先アセスメントを記録する'),
  put('/menus/:menuId/availability', ReportAvailabilityV1, '空き定員を報告する'),
  read('/menus/:menuId/availability', ReadAvailabilityV1, '空き定員を読む'),

  create('/introductions', RecordIntroductionV1, '紹介・同行・立ち寄りの件数を記録する'),
  read('/introductions/summary', SummarizeIntroductionsV1, '紹介・同行・立ち寄りの件数を集計する'),
  read('/resource-developments', ListResourceDevelopmentsV1, '資源開発の依頼の一覧を読む'),
  step(
    '/resource-developments/:developmentId/completion',
    CompleteResourceDevelopmentV1,
    '資源開発の依頼をメニューで終える',
  ),
  ...COMMUNITY_REGISTRY_ROUTES,
  ...COMMUNITY_FEEDS_ROUTES,
  ...COMMUNITY_IMPORT_ROUTES,
  ...COMMUNITY_EXPORT_ROUTES,
  ...COMMUNITY_AREA_ROUTES,
  ...COMMUNITY_HUB_ROUTES,
  ...COMMUNITY_DEVELOPMENT_ROUTES,
  ...COMMUNITY_SEARCH_ROUTES,
];
