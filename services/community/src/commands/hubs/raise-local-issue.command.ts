import { Injectable } from '@nestjs/common';
import type { Acted, RaiseLocalIssueV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseNames } from '../../domain/hubs/looks-like-a-name';
import { lockTopic, updateTopic } from '../../storage/hubs/dialogues.store';

/** A topic turns out to be an issue of the neighbourhood. */
@Injectable()
export class RaiseLocalIssueCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ topicId, issue }: RaiseLocalIssueV1, ctx: CallContext): Promise<Acted> {
    refuseNames({ issue });
    return this.unit.run(ctx, async ({ db }) => {
      const topic = await lockTopic(db, topicId, ctx.expectedVersion);
      if (topic.state !== 'TOPIC') throw conflict('dialogue-topic.not-a-topic', 'It is an issue already.');
      const version = await updateTopic(db, topic, { state: 'ISSUE', issue });
      return { id: topic.id, state: 'ISSUE', version };
    });
  }
}
