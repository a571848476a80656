import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, type DecideExceptionV1 } from '#libs/contracts';
import { type Actor, type CallContext, staleVersion } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { type Consent, CONSENT } from '../../domain/consent';
import { requireOpenFor } from '../../domain/consent-exception';
import { saveConsent } from '../../storage/consent-changes.store';
import { decideException, findException, lockException } from '../../storage/consent-exceptions.store';
import { lockConsent } from '../../storage/consents.store';

const EXCEPTION = 'exception';

@Injectable()
export class DecideExceptionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Approved, it stays as it is. Disapproved, its use ends now and what was given on it is called back. */
  execute({ exceptionId, verdict, note = null }: DecideExceptionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { personRef } = await findException(tx.db, exceptionId);
      // The person first, as everywhere.
      const of = await lockConsent(tx.db, personRef, tx.today);
      const exception = await lockException(tx.db, exceptionId);
      if (ctx.expectedVersion !== undefined && ctx.expectedVersion !== exception.version)
        throw staleVersion(EXCEPTION, exception.version);
      requireOpenFor(exception, ctx.actor.sub);
      const state = verdict === 'approved' ? ('APPROVED' as const) : ('DISAPPROVED' as const);
      const decision = { state, decidedBy: ctx.actor.sub, decidedAt: tx.now, decisionNote: note };
      const version = await decideException(tx.db, exception, decision);
      if (verdict === 'disapproved') await this.stop(tx, of, exceptionId, ctx.actor);
      return { id: exceptionId, state, version };
    });
  }

  private async stop(tx: Tx, of: Parameters<typeof saveConsent>[1], exceptionId: string, actor: Actor): Promise<void> {
    const { consent } = of;
    const exceptionTerms = consent.exceptionTerms.filter((term) => term.exceptionId !== exceptionId);
    const state = stateAfterDisapproval(consent, exceptionTerms.length, actor);
    const { terms, guardian, pendingTerms } = consent;
    const record = { event: 'disapproved', actor, detail: { exceptionId } };
    const { lost } = await saveConsent(tx, of, { state, terms, guardian, pendingTerms, exceptionTerms }, record);
    if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
  }
}

/** The state moves with the last exception that it rested on, and not where the person was asked meanwhile. */
const stateAfterDisapproval = ({ state }: Consent, left: number, actor: Actor): string =>
  state === 'EXCEPTION' && left === 0 ? CONSENT.next(state, 'disapproved', actor) : state;
