import { Column, Entity, PrimaryColumn } from 'typeorm';

interface NextStep {
  readonly kind: string;
  /** Local day. */
  readonly dueOn: string;
}

/** One row of `development_projects`. Days are local. */
@Entity('development_projects')
export class DevelopmentProjectEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('text') state!: string;
  @Column('date') since!: string;
  @Column('date') stateSince!: string;
  /** Of the latest step or note. */
  @Column('date') lastEntryOn!: string;
  @Column('uuid', { array: true }) developmentIds!: string[];
  @Column('uuid', { array: true }) topicIds!: string[];
  @Column('jsonb') partners!: readonly { readonly orgId: string; readonly role: string }[];
  @Column('jsonb', { nullable: true }) nextStep!: NextStep | null;
  @Column('uuid', { nullable: true }) menuId!: string | null;
}

/** One row of `development_project_entries`: a step, or a note. */
@Entity('development_project_entries')
export class DevelopmentProjectEntryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') projectId!: string;
  @Column('text') event!: string;
  @Column('text', { nullable: true }) kind!: string | null;
  /** Of the project afterwards. */
  @Column('text') state!: string;
  @Column('date') heldOn!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
}
