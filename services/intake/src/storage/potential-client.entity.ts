import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `potential_clients`, beside a case in POTENTIAL. Its id is the caseRef. */
@Entity('potential_clients')
export class PotentialClientEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text', { nullable: true }) areaCode!: string | null;
  @Column('text', { nullable: true }) concern!: string | null;
  @Column('date') reviewBy!: string;
}

/** One row of `potential_reviews`: why watching goes on. Only ever added to. */
@Entity('potential_reviews')
export class PotentialReviewEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseRef!: string;
  @Column('int') version!: number;
  @Column('text') reason!: string;
  @Column('date') reviewBy!: string;
  @Column('text') reviewedBy!: string;
  @Column('timestamptz') reviewedAt!: Date;
}
