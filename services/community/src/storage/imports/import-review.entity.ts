import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `import_reviews`. */
@Entity('import_reviews')
export class ImportReviewEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('uuid') resourceId!: string;
  @Column('text') field!: string;
  @Column('text') reason!: string;
  @Column('uuid') sourceId!: string;
  @Column('text') sourceKey!: string;
  @Column('uuid') importId!: string;
  /** What the list says; null where it says nothing any more. */
  @Column('jsonb', { nullable: true }) incoming!: unknown;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  /** Local day. */
  @Column('date', { nullable: true }) decidedOn!: string | null;
}
