import {
  AppendImportChunkV1,
  BeginImportV1,
  DecideImportReviewV1,
  DiscardImportV1,
  ListResourceDuplicatesV1,
  ListImportLeftsV1,
  ListImportReviewsV1,
  ListImportRowsV1,
  ListImportsV1,
  MergeResourceV1,
  PreviewImportV1,
  ReadImportV1,
  ReadProvenanceV1,
  RejectResourceDuplicateV1,
  StartImportV1,
  UndoImportV1,
  UnmergeResourceV1,
} from '#libs/contracts';
import { create, read, type Route, step } from './route';
import { upload } from './upload';

/** オープンデータの取込: files, what came of each row, who says what of a resource, and what may be one place. */
export const COMMUNITY_IMPORT_ROUTES: readonly Route[] = [
  create('/imports', BeginImportV1, 'オープンデータの取込を始める(出典とライセンスを記録する)'),
  read('/imports', ListImportsV1, '取込の一覧を読む'),
  read('/imports/:importId', ReadImportV1, '取込の進みを読む'),
  upload('/imports/:importId/file', AppendImportChunkV1, '取り込むファイルを送る(途中からの再送もできる)'),
  step('/imports/:importId/preview', PreviewImportV1, '取り込む前にファイルの読み取り方を確かめる'),
  step('/imports/:importId/start', StartImportV1, '取込を実行する(中断した取込は続きから)'),
  step('/imports/:importId/discard', DiscardImportV1, '実行していない取込を破棄する'),
  step('/imports/:importId/undo', UndoImportV1, '取込を全体として取り消す'),
  read('/imports/:importId/rows', ListImportRowsV1, '隔離された行と注意のある行を理由付きで読む'),
  read('/imports/:importId/left', ListImportLeftsV1, '取り消しで残したものと理由を読む'),

  read('/import-reviews', ListImportReviewsV1, '出典と台帳の食い違いの一覧を読む'),
  step('/import-reviews/:reviewId/decision', DecideImportReviewV1, '食い違いを項目ごとに決める'),
  read('/resources/:resourceId/provenance', ReadProvenanceV1, '社会資源の項目ごとの出典を読む'),

  read('/resource-duplicates', ListResourceDuplicatesV1, '同じ場所かもしれない組の一覧を読む'),
  step('/resource-duplicates/:duplicateId/rejection', RejectResourceDuplicateV1, '別の場所であると記録する'),
  step('/resources/:resourceId/merge', MergeResourceV1, '社会資源を同じ場所の別の記載にまとめる'),
  step('/resources/:resourceId/unmerge', UnmergeResourceV1, 'まとめた社会資源を元に戻す'),
];
