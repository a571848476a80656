import {
  AreasAtV1,
  ChangeAreaV1,
  EnterAreaPopulationV1,
  EnterAreaV1,
  ListAreasV1,
  ReadAreaAssignmentV1,
  ReadAreaBoundaryV1,
  ReadAreaProfileV1,
  ReadAreaV1,
  ReportAreaCoverageV1,
  ReportAvailabilityFreshnessV1,
  ReportOrganizationLoadV1,
  SetAreaBoundaryV1,
} from '#libs/contracts';
import { create, put, read, type Route } from './route';

/** 圏域: the tree, boundaries, who lives there, and reports by area and organisation. */
export const COMMUNITY_AREA_ROUTES: readonly Route[] = [
  create('/areas', EnterAreaV1, '圏域を登録する'),
  read('/areas', ListAreasV1, '圏域の一覧を読む'),
  read('/areas/at', AreasAtV1, 'ある地点の圏域を読む'),
  read('/areas/:areaId', ReadAreaV1, '圏域を読む'),
  put('/areas/:areaId', ChangeAreaV1, '圏域の記載を置き換える'),
  read('/areas/:areaId/boundary', ReadAreaBoundaryV1, '圏域の境界を読む'),
  put('/areas/:areaId/boundary', SetAreaBoundaryV1, '圏域の境界を置き換える'),
  put('/areas/:areaId/population', EnterAreaPopulationV1, '圏域の年齢別人口を入れる'),
  read('/areas/:areaId/profile', ReadAreaProfileV1, '地域カルテを読む'),
  read('/area-assignment', ReadAreaAssignmentV1, '社会資源を圏域に割り当て直した進み具合を読む'),
  read('/reports/area-coverage', ReportAreaCoverageV1, '目的と圏域ごとの社会資源の数を読む'),
  read('/reports/availability-freshness', ReportAvailabilityFreshnessV1, '空き情報の鮮度を読む'),
  read('/reports/organization-load', ReportOrganizationLoadV1, '団体ごとの受け入れの負荷を読む'),
];
