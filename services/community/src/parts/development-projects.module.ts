import type { Part } from '#libs/host';
import { ChangeDevelopmentProjectCommand } from '../commands/development/change-project.command';
import { EnterDevelopmentProjectCommand } from '../commands/development/enter-project.command';
import { MoveDevelopmentProjectCommand } from '../commands/development/move-project.command';
import { NoteDevelopmentProjectCommand } from '../commands/development/note-project.command';
import { OpenDevelopmentProjectCommand } from '../commands/development/open-project.command';
import { DevelopmentBoardRequests } from '../messages/development/board.requests';
import { DevelopmentProjectRequests } from '../messages/development/projects.requests';
import { DevelopmentBoardQuery } from '../queries/development/board.query';
import { DevelopmentReportQuery } from '../queries/development/development-report.query';
import { DevelopmentProjectsQuery } from '../queries/development/projects.query';
import { DevelopmentProjectEntity, DevelopmentProjectEntryEntity } from '../storage/development/project.entity';
import { CreateDevelopmentProjects1760000000075 } from '../storage/migrations/1760000000075-create-development-projects';

/** 資源開発: what is missing as a board, and projects from an idea to an open menu. */
export const DEVELOPMENT_PROJECTS: Part = {
  doors: [DevelopmentBoardRequests, DevelopmentProjectRequests],
  providers: [
    EnterDevelopmentProjectCommand,
    ChangeDevelopmentProjectCommand,
    MoveDevelopmentProjectCommand,
    OpenDevelopmentProjectCommand,
    NoteDevelopmentProjectCommand,
    DevelopmentBoardQuery,
    DevelopmentProjectsQuery,
    DevelopmentReportQuery,
  ],
  tables: [DevelopmentProjectEntity, DevelopmentProjectEntryEntity],
  migrations: [CreateDevelopmentProjects1760000000075],
};
