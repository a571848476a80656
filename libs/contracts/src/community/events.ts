import { ArrayMaxSize, IsArray, IsIn, IsInt, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { IsId, IsInstant, OrUnknown } from '../rules';
import { WeeklyWindow } from './for-services';

/** A menu, its resource or its host assessment changed. Ask for the facts; the newest version wins. */
export class MenuChangedV1 {
  static readonly subject = 'evt.community.menu.changed.v1';
  static readonly aggregate = 'menuId';
  @IsId() menuId!: string;
  @IsInt() @Min(1) version!: number;
}

/** A resource was stopped for safety: everybody placed at its menus is looked after the same day. */
export class ResourceSuspendedV1 {
  static readonly subject = 'evt.community.resource.suspended.v1';
  static readonly aggregate = 'resourceId';
  @IsId() resourceId!: string;
  /** All menus of the resource; may be none. */
  @IsArray() @ArrayMaxSize(5000) @IsId({ each: true }) menuIds!: string[];
  @IsInt() @Min(1) version!: number;
}

/** Places outside the scheme (制度外枠); inside the total. */
export class OutOfSystemPlaces {
  @IsInt() @Min(0) slots!: number;
  @IsInt() @Min(0) used!: number;
}

/** The places of one weekly session; what is said of the menu holds for it alone. */
export class SessionPlaces extends WeeklyWindow {
  @IsInt() @Min(0) total!: number;
  @IsInt() @Min(0) used!: number;
  @OrUnknown() @ValidateNested() @Type(() => OutOfSystemPlaces) outOfSystem!: OutOfSystemPlaces | null;
}

/** An organisation reported how many places are free. Travels whole: it names nobody. */
export class AvailabilityReportedV1 {
  static readonly subject = 'evt.community.availability.reported.v1';
  static readonly aggregate = 'menuId';
  @IsId() menuId!: string;
  /** Places in all. */
  @IsInt() @Min(0) total!: number;
  /** Places taken at `reportedAt`, our own placements included; above `total` = over capacity. */
  @IsInt() @Min(0) used!: number;
  @OrUnknown() @ValidateNested() @Type(() => OutOfSystemPlaces) outOfSystem!: OutOfSystemPlaces | null;
  /** A family unit takes a whole party as one place; null = person. */
  @OrUnknown() @IsIn(['person', 'family']) unit!: 'person' | 'family' | null;
  /** Null = one capacity for all sessions; otherwise the counts above are their sums. */
  @OrUnknown()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SessionPlaces)
  sessions!: SessionPlaces[] | null;
  @IsInstant() reportedAt!: string;
  @IsIn(['FRESH', 'AGING', 'STALE']) freshness!: 'FRESH' | 'AGING' | 'STALE';
  @IsInt() @Min(1) version!: number;
}
