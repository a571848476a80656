import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `dialogue_topics`. */
@Entity('dialogue_topics')
export class DialogueTopicEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid') dialogueId!: string;
  @Column('text') state!: 'TOPIC' | 'ISSUE' | 'DEVELOPMENT';
  @Column('text') topic!: string;
  @Column('text', { nullable: true }) issue!: string | null;
  @Column('uuid', { nullable: true }) developmentId!: string | null;
}
