import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `webhook_deliveries`: something that is told to one receiver until it has been taken. */
@Entity('webhook_deliveries')
export class DeliveryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') webhookId!: string;
  @Column('text') event!: string;
  /** Ids of what it is about. */
  @Column('jsonb') subject!: Readonly<Record<string, string>>;
  /** The same cause is told once. */
  @Column('text') cause!: string;
  @Column('text') state!: string;
  /** Tries that were begun. */
  @Column('int') attempts!: number;
  @Column('timestamptz', { nullable: true }) nextTryAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('timestamptz') occurredAt!: Date;
}
