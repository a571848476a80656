import { Injectable } from '@nestjs/common';
import type { OutreachGroundAnswer, OutreachGroundV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { carriesOutreach } from '../domain/outreach-ground';
import { findCase } from '../storage/cases.store';
import { isReadable } from '../storage/conference-access';
import { SUPPORT } from '../storage/conference-kinds';
import { SupportConferenceEntity, SupportConferenceItemEntity } from '../storage/support-conference.entity';

/** Whether a worker may reach out on the ground of a support conference; not what was said in it. */
@Injectable()
export class OutreachGroundQuery {
  constructor(private readonly reads: ReadScope) {}

  execute({ caseRef, conferenceId, workerSub }: OutreachGroundV1, ctx: CallContext): Promise<OutreachGroundAnswer> {
    const worker = { sub: workerSub, roles: [], orgId: null, tenant: ctx.tenant };
    return this.reads.run(ctx, async ({ db, now }) => {
      const conference = await db.findOneBy(SupportConferenceEntity, { id: conferenceId });
      if (conference === null) return { allowed: false };
      for (const item of await itemsOf(db, conferenceId, caseRef)) {
        if (!carriesOutreach(item.conclusion, (await findCase(db, caseRef)).state)) continue;
        const sight = { of: SUPPORT, actor: worker, today: localDay(now) };
        if (await isReadable(db, sight, { conference, item })) return { allowed: true };
      }
      return { allowed: false };
    });
  }
}

/** Items of this conference about this case. */
const itemsOf = (
  db: EntityManager,
  conferenceId: string,
  caseRef: string,
): Promise<readonly SupportConferenceItemEntity[]> =>
  db
    .createQueryBuilder(SupportConferenceItemEntity, 'item')
    .where('item.conferenceId = :conferenceId AND item.caseRef = :caseRef', { conferenceId, caseRef })
    .getMany();
