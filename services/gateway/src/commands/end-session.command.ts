import { Inject, Injectable } from '@nestjs/common';
import type { Done, EndSessionV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { deleteSession } from '../storage/sessions.store';

/** On every replica at once: each request looks its session up. */
@Injectable()
export class EndSessionCommand {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  execute({ sessionId }: EndSessionV1, ctx: CallContext): Promise<Done> {
    return this.unit.run(ctx, async ({ db }) => {
      if (!(await deleteSession(db, sessionId))) throw notFound('session');
      return { state: 'ENDED' };
    });
  }
}
