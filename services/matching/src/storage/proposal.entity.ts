import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnonymousInquiry, DistanceConfirmer } from '../domain/proposal';

export type DisclosureItem = 'name' | 'kana' | 'phone' | 'birth_year' | 'considerations';

/** One row of `match_proposals`. */
@Entity('match_proposals')
export class ProposalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') state!: string;
  @Column('int') version!: number;
  @Column('uuid') matchRequestId!: string;
  @Column('uuid') caseRef!: string;
  @Column('uuid') personRef!: string;
  @Column('uuid') menuId!: string;
  @Column('uuid') orgId!: string;
  /** Anybody may come: nothing is counted, nothing is held. */
  @Column('boolean') openPlace!: boolean;
  @Column('boolean') nameRequired!: boolean;
  @Column('boolean') outOfSystem!: boolean;
  /** Who said that the distance to a confidential place is kept; null = it did not matter. */
  @Column('text', { nullable: true }) distanceConfirmedBy!: DistanceConfirmer | null;
  /** People who come together. */
  @Column('int') party!: number;
  /** The session of the ledger; empty where all places are counted together. */
  @Column('text') session!: string;
  @Column('uuid', { nullable: true }) holdId!: string | null;
  /** Copy of the hold's term, so that what is due is found in one look. */
  @Column('timestamptz', { nullable: true }) heldUntil!: Date | null;
  /** Last moment for somebody's answer. */
  @Column('timestamptz', { nullable: true }) answerBy!: Date | null;
  @Column('jsonb', { nullable: true }) inquiry!: AnonymousInquiry | null;
  /** What the host was not told because it could point to somebody: `age`, or codes of considerations. */
  @Column('jsonb') withheld!: readonly string[];
  /** Items of the named inquiry; empty before it. */
  @Column('jsonb') items!: readonly DisclosureItem[];
  @Column('uuid', { nullable: true }) personWordsNoteRef!: string | null;
  @Column('timestamptz', { nullable: true }) trialAt!: Date | null;
  @Column('text', { nullable: true }) personFeeling!: string | null;
  @Column('text', { nullable: true }) hostFeeling!: string | null;
  @Column('text', { nullable: true }) reasonCode!: string | null;
  @Column('uuid', { nullable: true }) placementId!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
