import {
  ChangeDevelopmentProjectV1,
  EnterDevelopmentProjectV1,
  ListClusterNeedsV1,
  ListDevelopmentProjectEntriesV1,
  ListDevelopmentProjectsV1,
  MoveDevelopmentProjectV1,
  NoteDevelopmentProjectV1,
  OpenDevelopmentProjectV1,
  ReadDevelopmentBoardV1,
  ReadDevelopmentProjectV1,
  ReportResourceDevelopmentV1,
} from '#libs/contracts';
import { create, put, read, type Route, step } from './route';

const PROJECT = '/development-projects/:projectId';

/** 資源開発: what is missing as a board, and projects from an idea to an open menu. */
export const COMMUNITY_DEVELOPMENT_ROUTES: readonly Route[] = [
  read('/resource-development-board', ReadDevelopmentBoardV1, '足りない場を理由・目的・地域・時間帯でまとめて読む'),
  read('/resource-development-board/developments', ListClusterNeedsV1, 'ボードの一つのまとまりの依頼を一覧する'),
  create('/development-projects', EnterDevelopmentProjectV1, '資源開発の取組を案として始める'),
  read('/development-projects', ListDevelopmentProjectsV1, '資源開発の取組の一覧を読む(期限を過ぎたものだけも)'),
  read(PROJECT, ReadDevelopmentProjectV1, '資源開発の取組を読む'),
  put(PROJECT, ChangeDevelopmentProjectV1, '資源開発の取組の内容を置き換える'),
  step(`${PROJECT}/steps`, MoveDevelopmentProjectV1, '資源開発の段階を進める(話し合い・準備・休止・再開・取りやめ)'),
  step(`${PROJECT}/opening`, OpenDevelopmentProjectV1, 'メニューの開始を記録し、まとめた依頼を終える'),
  create(`${PROJECT}/notes`, NoteDevelopmentProjectV1, '資源開発の取組の経過を記録する(個人名なし)'),
  read(`${PROJECT}/entries`, ListDevelopmentProjectEntriesV1, '資源開発の取組の経過を読む'),
  read('/reports/resource-development', ReportResourceDevelopmentV1, '未充足ニーズと資源開発の完了数・日数を集計する'),
];
