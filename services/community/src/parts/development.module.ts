import type { Part } from '#libs/host';
import { CompleteDevelopmentCommand } from '../commands/complete-development.command';
import { RecordIntroductionCommand } from '../commands/record-introduction.command';
import { RequestDevelopmentCommand } from '../commands/request-development.command';
import { CountsQuery } from '../queries/counts.query';
import { ResourceDevelopmentEntity } from '../storage/resource-development.entity';

/** Light use (紹介・同行・立ち寄り) as counts, and what is missing (資源開発). */
export const DEVELOPMENT: Part = {
  doors: [],
  providers: [RecordIntroductionCommand, RequestDevelopmentCommand, CompleteDevelopmentCommand, CountsQuery],
  tables: [ResourceDevelopmentEntity],
  migrations: [],
};
