import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { forgetProfile } from '../../storage/copies.store';

/** More consent or other facts: the copy is dropped and asked for again when somebody next needs it. */
@Injectable()
export class RefreshPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute({ personRef }: { readonly personRef: string }, ctx: CallContext): Promise<void> {
    await this.unit.run(ctx, async (tx) => {
      await forgetProfile(tx.db, personRef, tx.now);
      tx.wakeReplicas();
    });
  }
}
