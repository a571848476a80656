import { ListMissedSearchesV1, SearchResourcesV1 } from '#libs/contracts';
import { read, type Route, step } from './route';

/** Search in 社会資源台帳. The words travel in the body: somebody may type a person's name. */
export const COMMUNITY_SEARCH_ROUTES: readonly Route[] = [
  step('/resource-search', SearchResourcesV1, '社会資源を日本語で探す(圏域・目的・距離・いま開いている所)'),
  read('/reports/missed-searches', ListMissedSearchesV1, '探されて見つからなかったものを数で読む'),
];
