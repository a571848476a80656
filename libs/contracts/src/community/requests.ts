import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { MayBeLeftOut } from '../rules';

/** The municipality's own people who may look at every organisation, resource and menu of it. */
export const REGISTRY_STAFF: readonly Role[] = [
  'INTAKE_WORKER',
  'HOKATSU_COORDINATOR',
  'CSW',
  'COMMUNITY_COORDINATOR',
  'PARTICIPATION_WORKER',
  'NO_REFUSAL_MANAGER',
  'DECISION_MAKER',
  'SYSTEM',
];
/** And an organisation's own people, who see their own organisation's and nothing else. */
export const REGISTRY_READERS: readonly Role[] = [...REGISTRY_STAFF, 'PROVIDER_STAFF', 'REGISTRY_EDITOR'];

/** A page of a list: 1 to 100 items, 50 where nothing is said. 400 `cursor.invalid` for a cursor that was not given out. */
export class CommunityPage {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `nextCursor` of the page before. */
  @MayBeLeftOut() @IsString() @MaxLength(64) cursor?: string;
}
