import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RankingInput } from '../domain/ranking-input';

/** One row of `rankings`: what a ranking rested on. */
@Entity('rankings')
export class RankingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') matchRequestId!: string;
  /** Domain time. */
  @Column('timestamptz') rankedAt!: Date;
  /** Local day of it. */
  @Column('date') rankedOn!: string;
  @Column('text') outcome!: string;
  @Column('text') settingsVersion!: string;
  @Column('text') rulesVersion!: string;
  @Column('int') profileVersion!: number;
  @Column('int') compared!: number;
  @Column('jsonb') bestIds!: readonly string[];
  @Column('jsonb') blockedBy!: readonly string[];
  /** `pg_snapshot` as text: which states of menus and ledgers were compared. */
  @Column('text') snapshot!: string;
  @Column('int') knownMenus!: number;
  /** Of the whole answer, as canonical JSON. */
  @Column('text') answerSha256!: string;
  /** Null = removed when consent was withdrawn. */
  @Column('jsonb', { nullable: true }) input!: RankingInput | null;
  @Column('timestamptz', { nullable: true }) inputRemovedAt!: Date | null;
}
