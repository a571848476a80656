import { Inject, Injectable } from '@nestjs/common';
import type { Done, RevokeSubjectV1 } from '#libs/contracts';
import { nudge, type Platform, PLATFORM } from '#libs/host';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { revokeSubject } from '../storage/revoked-subjects.store';
import { deleteSessionsOf } from '../storage/sessions.store';

/**
 * Ends all sessions of the subject. Tokens are refused at once in the replica that runs it, where it says `revoked`,
 * and in the others with the nudge.
 */
@Injectable()
export class RevokeSubjectCommand {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** `revoked` is told the moment after the commit, and nothing where the request was only repeated. */
  async execute({ sub }: RevokeSubjectV1, ctx: CallContext, revoked: (at: Date) => void): Promise<Done> {
    let revokedAt: Date | undefined;
    const answer = await this.unit.run(ctx, async ({ db }) => {
      revokedAt = await revokeSubject(db, sub, ctx.actor.sub);
      await deleteSessionsOf(db, sub);
      return { state: 'REVOKED' };
    });
    if (revokedAt) revoked(revokedAt);
    nudge(this.platform);
    return answer;
  }
}
