import { Inject, Injectable } from '@nestjs/common';
import type { Done, EnableSubjectV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { enableSubject } from '../storage/subjects.store';

/** L22: somebody who has been away may sign in again, for as long as if they had signed in now. */
@Injectable()
export class EnableSubjectCommand {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  execute({ sub }: EnableSubjectV1, ctx: CallContext): Promise<Done> {
    return this.unit.run(ctx, async ({ db, now }) => {
      if (!(await enableSubject(db, sub, now, ctx.actor.sub))) throw notFound('subject');
      return { state: 'ENABLED' };
    });
  }
}
