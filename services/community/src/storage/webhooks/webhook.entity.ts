import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `webhooks`: where an organisation is told, and of what. Its secrets are in a table of their own. */
@Entity('webhooks')
export class WebhookEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') orgId!: string;
  @Column('text') state!: string;
  @Column('text') url!: string;
  @Column('jsonb') events!: readonly string[];
}
