import {
  ConfirmSuspensionV1,
  CorrectOrganizationV1,
  EndAgreementV1,
  ListAgreementsV1,
  ListCoordinatorTasksV1,
  ReadPublicResourceV1,
  RecordAgreementV1,
} from '#libs/contracts';
import { create, put, read, type Route, step } from './route';

/** 台帳の裏づけ: contracts, agreements, a second person's word, and what residents see. */
export const COMMUNITY_REGISTRY_ROUTES: readonly Route[] = [
  put('/organizations/:orgId', CorrectOrganizationV1, '団体の記載を置き換える'),
  read('/coordinator-tasks', ListCoordinatorTasksV1, 'コーディネーターのすることの一覧を読む'),
  read('/resources/:resourceId/public-view', ReadPublicResourceV1, '社会資源が住民にどう見えるかを読む'),
  step('/resources/:resourceId/suspension-confirmation', ConfirmSuspensionV1, '安全のための停止を二人目が確かめる'),
  create('/menus/:menuId/out-of-system-agreements', RecordAgreementV1, '制度外利用の合意を記録する'),
  read('/menus/:menuId/out-of-system-agreements', ListAgreementsV1, '制度外利用の合意の一覧を読む'),
  step('/out-of-system-agreements/:agreementId/end', EndAgreementV1, '制度外利用の合意を終える'),
];
