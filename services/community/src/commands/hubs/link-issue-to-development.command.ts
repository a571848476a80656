import { Injectable } from '@nestjs/common';
import type { Acted, LinkIssueToDevelopmentV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { lockTopic, updateTopic } from '../../storage/hubs/dialogues.store';
import { lockDevelopment } from '../../storage/resource-developments.store';

/** The issue is answered by developing a place. */
@Injectable()
export class LinkIssueToDevelopmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ topicId, developmentId }: LinkIssueToDevelopmentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const topic = await lockTopic(db, topicId, ctx.expectedVersion);
      if (topic.state !== 'ISSUE') throw conflict('dialogue-topic.not-an-issue', 'It is no issue that waits.');
      const development = await lockDevelopment(db, developmentId);
      const version = await updateTopic(db, topic, { state: 'DEVELOPMENT', developmentId: development.id });
      return { id: topic.id, state: 'DEVELOPMENT', version };
    });
  }
}
