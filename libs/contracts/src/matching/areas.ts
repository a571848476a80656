import { ArrayMinSize, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Done } from '../answers';
import { AreParts } from '../parts';
import { IsDay, OrUnknown } from '../rules';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];

/** Second-level mesh of JIS X 0410 (about 10 km), six digits: says roughly where, never who. */
export const AREA_CODE = /^\d{4}[0-7][0-7]$/;

/** People of an age band; `to` included, null = and older. */
export class AgeBandPeople {
  @IsInt() @Min(0) @Max(130) from!: number;
  @OrUnknown() @IsInt() @Min(0) @Max(130) to?: number | null;
  @IsInt() @Min(0) @Max(10_000_000) people!: number;
}

/**
 * How many people of which age live in an area (国勢調査 地域メッシュ統計, or the municipality's own count).
 * Anonymous inquiries are worded by it, so that they fit many. 400 `area-population.bands-overlap`.
 */
export class KeepAreaPopulationV1 {
  static readonly subject = 'rpc.matching.keep-area-population.v1';
  static readonly answer = Done;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'PRIVACY_OFFICER'];
  @IsString() @Matches(AREA_CODE, { message: '地域メッシュ(2次)の 6 桁のコードで指定してください' }) areaCode!: string;
  @IsDay() asOf!: string;
  @AreParts(() => AgeBandPeople, 130) @ArrayMinSize(1) bands!: AgeBandPeople[];
}

export class AreaPopulationAnswer {
  @IsString() areaCode!: string;
  @IsDay() asOf!: string;
  @AreParts(() => AgeBandPeople, 130) bands!: AgeBandPeople[];
}

/** What is known of an area; 404 `area-population.not-found`. */
export class ReadAreaPopulationV1 {
  static readonly subject = 'rpc.matching.read-area-population.v1';
  static readonly answer = AreaPopulationAnswer;
  static readonly allow: readonly Role[] = [...WORKERS, 'PRIVACY_OFFICER'];
  static readonly reads = true;
  @IsString() @Matches(AREA_CODE, { message: '地域メッシュ(2次)の 6 桁のコードで指定してください' }) areaCode!: string;
}
