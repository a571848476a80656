import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A weekly span of local time. */
export interface Window {
  readonly day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
  readonly from: string;
  readonly to: string;
}

/** One row of `hubs`. Days are local. */
@Entity('hubs')
export class HubEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('uuid', { nullable: true }) resourceId!: string | null;
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('text') openingForm!: 'staffed' | 'activity_days';
  @Column('text', { array: true }) mandatoryPrograms!: string[];
  @Column('date', { nullable: true }) openedOn!: string | null;
  @Column('date', { nullable: true }) closedOn!: string | null;
}

/** One row of `hub_spaces`: a room that is lent. */
@Entity('hub_spaces')
export class HubSpaceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') hubId!: string;
  @Column('text') name!: string;
  @Column('int') people!: number;
  @Column('text', { array: true }) equipment!: string[];
  @Column('jsonb') windows!: readonly Window[];
}

/** One row of `hub_programs`: something that takes place at a hub. */
@Entity('hub_programs')
export class HubProgramEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') hubId!: string;
  @Column('text') title!: string;
  @Column('jsonb') weekly!: readonly Window[];
  @Column('jsonb') dates!: readonly { readonly date: string; readonly from: string; readonly to: string }[];
  @Column('uuid', { nullable: true }) groupId!: string | null;
  @Column('boolean') ended!: boolean;
}

/** One row of `hub_days`: how a day was, in numbers. */
@Entity('hub_days')
export class HubDayEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') hubId!: string;
  @Column('date') heldOn!: string;
  @Column('boolean') open!: boolean;
  @Column('int') visitsAdults!: number;
  @Column('int') visitsChildren!: number;
}
