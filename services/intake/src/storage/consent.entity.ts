import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExceptionTerm, GuardianWord } from '../domain/consent';
import type { Term } from '../domain/consent-terms';

/** One row of `consents`: what a person agrees to, as it stands. Its id is the personRef. */
@Entity('consents')
export class ConsentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('jsonb') terms!: readonly Term[];
  /** Agreed to by the person, waiting for the guardian. */
  @Column('jsonb') pendingTerms!: readonly Term[];
  /** Exceptions in use; who used them and whether they were approved stands in `consent_exceptions`. */
  @Column('jsonb') exceptionTerms!: readonly ExceptionTerm[];
  @Column('text', { nullable: true }) guardian!: GuardianWord | null;
  /** The day after which the first term is over; what the timer looks for. */
  @Column('date', { nullable: true }) nextUntil!: string | null;
}

/** One row of `consent_records`: what was explained, said and agreed to, when and to whom. Only ever added to. */
@Entity('consent_records')
export class ConsentRecordEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') personRef!: string;
  /** Version of the consent after it. */
  @Column('int') version!: number;
  @Column('text') event!: string;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('jsonb') detail!: object;
}
