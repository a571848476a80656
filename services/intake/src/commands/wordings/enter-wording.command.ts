import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterConsentWordingV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkWording, SHIPPED_WORDINGS } from '../../domain/consent-wording';
import { insertWording, ownWordings } from '../../storage/consent-wordings.store';

@Injectable()
export class EnterWordingCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** What somebody may have been shown stays as it was: a change is a new version. */
  execute({ wordingVersion, ...input }: EnterConsentWordingV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const wording = { ...input, code: wordingVersion, validUntil: input.validUntil ?? null };
      checkWording(wording);
      const known = [...(await ownWordings(tx.db)), ...SHIPPED_WORDINGS];
      if (known.some(({ code }) => code === wordingVersion))
        throw conflict('consent-wording.exists', 'There is a wording of this version.');
      const id = randomUUID();
      const entered = { enteredBy: ctx.actor.sub, enteredAt: tx.now };
      await insertWording(tx.db, { id, version: 1, ...wording, ...entered });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
