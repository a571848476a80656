import { IsBoolean, IsIn, IsInt, IsNumber, IsString, IsUrl, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { AreaActivities } from './area-activities';
import { AREA_LEVELS, type AreaLevel } from './areas';
import { REGISTRY_STAFF } from './requests';

const MOST = 20_000_000;

/** Completed years, both included; `to` null = and older. */
class AgeSpan {
  @IsInt() @Min(0) @Max(130) from!: number;
  @OrUnknown() @IsInt() @Min(0) @Max(130) to!: number | null;
}

export class PeopleOfAge extends AgeSpan {
  @OrUnknown() @IsInt() @Min(0) @Max(MOST) male!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(MOST) female!: number | null;
}

/** Where figures come from, shown with them. */
class FiguresSource {
  @IsText(200) source!: string;
  @OrUnknown()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'http(s):// で始まる URL を入力してください' },
  )
  @MaxLength(500)
  sourceUrl!: string | null;
  /** As its publisher names it, e.g. `CC BY 4.0`. */
  @OrUnknown() @IsText(100) licence!: string | null;
}

/**
 * Who lives in an area on a day, by age and sex (地域・年齢別人口). The same day again replaces it. 404 `area.not-found`,
 * 400 `area-population.bands-overlap`, `area-population.more-than-all`, 422 `area-population.future`.
 */
export class EnterAreaPopulationV1 extends FiguresSource {
  static readonly subject = 'rpc.community.enter-area-population.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() areaId!: string;
  @IsDay() asOf!: string;
  @IsInt() @Min(0) @Max(MOST) total!: number;
  @OrUnknown() @IsInt() @Min(0) @Max(MOST) male!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(MOST) female!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(MOST) households!: number | null;
  @AreParts(() => PeopleOfAge, 130) byAge!: PeopleOfAge[];
}

/** Null and suppressed: one to four people, or what would tell of them. */
export class ShownPeopleOfAge extends PeopleOfAge {
  @IsBoolean() suppressed!: boolean;
}

export class ShownSource extends FiguresSource {
  @IsDay() asOf!: string;
}

export class AreaPeople {
  /** The oldest day of the figures. */
  @IsDay() asOf!: string;
  /** Added up from parts of the area, and whether all parts have figures. */
  @IsBoolean() fromParts!: boolean;
  @IsBoolean() complete!: boolean;
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
  @OrUnknown() @IsInt() @Min(0) male!: number | null;
  @OrUnknown() @IsInt() @Min(0) female!: number | null;
  @OrUnknown() @IsInt() @Min(0) households!: number | null;
  /** Something above is null because so few people live there. */
  @IsBoolean() suppressed!: boolean;
  /** 高齢化率, 0 to 1. */
  @OrUnknown() @IsNumber() @Min(0) @Max(1) aged65Share!: number | null;
  /** Empty where parts count in different bands. */
  @AreParts(() => ShownPeopleOfAge, 130) byAge!: ShownPeopleOfAge[];
  @AreParts(() => ShownSource, 20) sources!: ShownSource[];
}

export class TypeCount {
  /** Null = the type is not known. */
  @OrUnknown() @IsString() type!: string | null;
  @IsInt() @Min(0) resources!: number;
}

export class PurposeCount {
  @IsString() purpose!: string;
  @IsInt() @Min(0) resources!: number;
  @OrUnknown() @IsNumber() @Min(0) perThousand!: number | null;
}

/** Places in use whose address is not confidential; shelters are counted for no area. */
export class AreaResources {
  @IsInt() @Min(0) resources!: number;
  @OrUnknown() @IsNumber() @Min(0) perThousand!: number | null;
  @IsInt() @Min(0) needsUpdate!: number;
  @IsInt() @Min(0) menus!: number;
  /** Of them places to go to without more (居場所・通いの場など). */
  @IsInt() @Min(0) hubs!: number;
  @AreParts(() => TypeCount, 100) byType!: TypeCount[];
  @AreParts(() => PurposeCount, 100) byPurpose!: PurposeCount[];
}

export class GapCount {
  @IsString() code!: string;
  @OrUnknown() @IsInt() @Min(0) open!: number | null;
  @IsBoolean() suppressed!: boolean;
}

/** A second-level mesh (10 km) with open requests, and how much of it the area covers, 0 to 1. */
export class AreaMesh {
  @IsString() code!: string;
  @IsNumber() @Min(0) @Max(1) share!: number;
  /** It lies in the area wholly: its requests are the area's own. */
  @IsBoolean() whole!: boolean;
}

/**
 * What is missing. Open requests are known by their mesh: all of those of which the area covers a part, and of them the
 * area's own. Issues of talks and searches are known by the area itself.
 */
export class AreaGaps {
  @AreParts(() => AreaMesh, 1000) meshes!: AreaMesh[];
  @OrUnknown() @IsInt() @Min(0) open!: number | null;
  @IsBoolean() suppressed!: boolean;
  @OrUnknown() @IsInt() @Min(0) own!: number | null;
  @IsBoolean() ownSuppressed!: boolean;
  @AreParts(() => GapCount, 100) byPurpose!: GapCount[];
  @AreParts(() => GapCount, 100) byBlocking!: GapCount[];
  /** Local issues (地域課題) that no development has been begun for. */
  @IsInt() @Min(0) issues!: number;
  /** Searches of the last 365 days in the area that found nothing. */
  @IsInt() @Min(0) missedSearches!: number;
}

/** 地域カルテ. */
export class AreaProfileAnswer {
  @IsId() areaId!: string;
  @IsString() code!: string;
  @IsString() name!: string;
  @IsIn(AREA_LEVELS) level!: AreaLevel;
  /**
   * The day of people, hubs and group support; and the day on which all else was counted: what the register, carriers and
   * gaps were earlier is not kept.
   */
  @IsDay() on!: string;
  @IsDay() countedOn!: string;
  @OrUnknown() @IsPart(() => AreaPeople) people!: AreaPeople | null;
  @IsPart(() => AreaResources) register!: AreaResources;
  @IsPart(() => AreaActivities) activities!: AreaActivities;
  /** Null where neither the area nor a part of it has a boundary. */
  @OrUnknown() @IsPart(() => AreaGaps) gaps!: AreaGaps | null;
}

/** People, resources, activities and gaps of an area; people and activities as of a day, today where none is named. 404 `area.not-found`. */
export class ReadAreaProfileV1 {
  static readonly subject = 'rpc.community.read-area-profile.v1';
  static readonly answer = AreaProfileAnswer;
  static readonly allow = REGISTRY_STAFF;
  static readonly reads = true;
  @IsId() areaId!: string;
  @MayBeLeftOut() @IsDay() on?: string;
}
