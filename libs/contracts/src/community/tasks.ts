import { IsIn, IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

export const ORGANIZATION_TASKS = [
  'update_availability',
  'over_committed',
  'confirm_resource',
  'renew_agreement',
  'webhook_dead',
] as const;
export const COORDINATOR_TASKS = ['assess_host', 'confirm_suspension'] as const;

const TASK_STATES = ['OPEN', 'DONE'] as const;

/** Something that somebody is asked to do. Names nobody. */
class TaskAnswer {
  @IsId() taskId!: string;
  @IsIn(TASK_STATES) state!: (typeof TASK_STATES)[number];
  @OrUnknown() @IsId() menuId!: string | null;
  @OrUnknown() @IsId() resourceId!: string | null;
  @IsDay() openedOn!: string;
  /** Last day for it; null = none. */
  @OrUnknown() @IsDay() dueOn!: string | null;
}

/** Something an organisation is asked to do. */
export class OrganizationTaskAnswer extends TaskAnswer {
  /** Report again; promised more than there is; say that the place is still as described; agree on out-of-system places anew; look why nobody took what was told (webhook). */
  @IsIn(ORGANIZATION_TASKS) kind!: (typeof ORGANIZATION_TASKS)[number];
  /** For over_committed: places promised, and places there are. */
  @OrUnknown() @IsInt() @Min(0) promised!: number | null;
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
}

export class OrganizationTasksAnswer {
  @AreParts(() => OrganizationTaskAnswer, 100) items!: OrganizationTaskAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What an organisation is asked to do, oldest first; the open ones where nothing is said. */
export class ListOrganizationTasksV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-organization-tasks.v1';
  static readonly answer = OrganizationTasksAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
  @MayBeLeftOut() @IsIn(TASK_STATES) state?: (typeof TASK_STATES)[number];
}

/** Something the municipality's own people have to do about a place. */
export class CoordinatorTaskAnswer extends TaskAnswer {
  /** Look at a host again; confirm or lift a suspension for safety. */
  @IsIn(COORDINATOR_TASKS) kind!: (typeof COORDINATOR_TASKS)[number];
  @IsId() orgId!: string;
}

export class CoordinatorTasksAnswer {
  @AreParts(() => CoordinatorTaskAnswer, 100) items!: CoordinatorTaskAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What coordinators have to do, oldest first; the open ones where nothing is said. */
export class ListCoordinatorTasksV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-coordinator-tasks.v1';
  static readonly answer = CoordinatorTasksAnswer;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(COORDINATOR_TASKS) kind?: (typeof COORDINATOR_TASKS)[number];
  @MayBeLeftOut() @IsIn(TASK_STATES) state?: (typeof TASK_STATES)[number];
}
