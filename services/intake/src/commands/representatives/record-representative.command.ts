import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordRepresentativeV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkRepresentative } from '../../domain/representative';
import { findConsent } from '../../storage/consents.store';
import { insertRepresentative } from '../../storage/representatives.store';

@Injectable()
export class RecordRepresentativeCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, until = null, ...input }: RecordRepresentativeV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { moment } = await findConsent(tx.db, personRef, tx.today);
      checkRepresentative({ ...input, until }, moment);
      const id = randomUUID();
      const about = { id, version: 1, state: 'ACTIVE' as const, personRef, until, ...input };
      const recorded = { recordedBy: ctx.actor.sub, recordedAt: tx.now };
      await insertRepresentative(tx.db, { ...about, ...recorded });
      return { id, state: 'ACTIVE', version: 1 };
    });
  }
}
