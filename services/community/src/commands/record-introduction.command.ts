import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, RecordIntroductionV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn } from '../domain/access';
import { placeOf } from '../domain/introduction';
import { inFuture } from '../domain/resource';
import { insertIntroduction } from '../storage/introductions.store';
import { findMenu } from '../storage/menus.store';
import { findResource } from '../storage/resources.store';

@Injectable()
export class RecordIntroductionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: RecordIntroductionV1, ctx: CallContext): Promise<Acted> {
    const place = placeOf(input.menuId ?? null, input.resourceId ?? null);
    return this.unit.run(ctx, async ({ db, today }) => {
      if (input.date > today) throw inFuture('introduction.future', 'date');
      const { menuId, resourceId, orgId } = await findPlace(db, place);
      actingOn(ctx.actor, orgId, RecordIntroductionV1.allow, place.kind);
      const id = randomUUID();
      const { date: heldOn, people, kind } = input;
      await insertIntroduction(db, { id, menuId, resourceId, heldOn, people, kind });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}

async function findPlace(
  db: Tx['db'],
  { kind, id }: ReturnType<typeof placeOf>,
): Promise<{ readonly menuId: string | null; readonly resourceId: string; readonly orgId: string }> {
  if (kind === 'resource') {
    const { orgId } = await findResource(db, id);
    return { menuId: null, resourceId: id, orgId };
  }
  const { resourceId, orgId } = await findMenu(db, id);
  return { menuId: id, resourceId, orgId };
}
