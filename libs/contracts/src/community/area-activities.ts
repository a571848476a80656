import { IsIn, IsInt, IsString, Min } from 'class-validator';
import { AreParts, IsPart } from '../parts';
import { IsDay } from '../rules';

export class HubTypeCount {
  @IsString() type!: string;
  @IsInt() @Min(0) hubs!: number;
}

class AreaHubs {
  /** 拠点 that are there on the day, of the area or of a place in it, and rooms that they lend. */
  @IsInt() @Min(0) hubs!: number;
  @IsInt() @Min(0) rooms!: number;
  @IsInt() @Min(0) openingDays!: number;
  @IsInt() @Min(0) visitsAdults!: number;
  @IsInt() @Min(0) visitsChildren!: number;
  @AreParts(() => HubTypeCount, 100) byType!: HubTypeCount[];
}

/** As in the report on group support, of the groups of the area. */
class AreaGroupSupport {
  @IsInt() @Min(0) groups!: number;
  @IsInt() @Min(0) contacts!: number;
  @IsInt() @Min(0) launched!: number;
  @IsInt() @Min(0) settled!: number;
}

export class CarrierCount {
  @IsIn(['offers', 'seeks']) side!: 'offers' | 'seeks';
  @IsIn(['hands', 'space']) thing!: 'hands' | 'space';
  @IsInt() @Min(0) carriers!: number;
}

/** What people do in an area: hubs (K21), support of groups (K22), and carriers (担い手). */
export class AreaActivities {
  /** The first day of what is counted over time: 1 April before the day of the profile. */
  @IsDay() from!: string;
  @IsPart(() => AreaHubs) hubs!: AreaHubs;
  @IsPart(() => AreaGroupSupport) groupSupport!: AreaGroupSupport;
  /** Those with a place in the area, else with a group of the area; as they are when counted. */
  @AreParts(() => CarrierCount, 4) carriers!: CarrierCount[];
}
