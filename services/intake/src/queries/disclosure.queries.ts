import { Injectable } from '@nestjs/common';
import type {
  DestructionRequestListAnswer,
  DisclosureAnswer,
  ListDestructionRequestsV1,
  ReadDisclosureV1,
} from '#libs/contracts';
import { type CallContext, forbidden, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { permissionFor } from '../domain/consent';
import { DISCLOSURE } from '../domain/consent-scopes';
import { disclosedItems } from '../domain/disclosure';
import { findConsent } from '../storage/consents.store';
import { DestructionRequestEntity, DisclosureEntity } from '../storage/disclosure.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class DisclosureQueries {
  constructor(private readonly reads: ReadScope) {}

  /** The items chosen for this inquiry, if consent is in force at this moment (L04). */
  items({ proposalId }: ReadDisclosureV1, ctx: CallContext): Promise<DisclosureAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const row = await db
        .createQueryBuilder(DisclosureEntity, 'disclosure')
        .where('disclosure.id = :proposalId', { proposalId })
        .getOne();
      if (row?.state !== 'OPEN' || row.orgId !== ctx.actor.orgId) throw notFound('disclosure');
      const { person, consent, moment } = await findConsent(db, row.personRef, localDay(now));
      if (!permissionFor(consent, { scope: DISCLOSURE, orgId: row.orgId }, moment).allowed) {
        throw forbidden('consent.withdrawn', 'Consent to tell this organisation is not in force.');
      }
      return { proposalId, ...disclosedItems(person, row.items) };
    });
  }

  destructionRequests(
    { orgId, ...wish }: ListDestructionRequestsV1,
    ctx: CallContext,
  ): Promise<DestructionRequestListAnswer> {
    if (ctx.actor.orgId !== orgId) throw notFound('organization');
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(DestructionRequestEntity, 'request')
        .where('request.orgId = :orgId', { orgId })
        .orderBy('request.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('request.number < :below', { below: page.below });
      return paged(await query.getMany(), page, ({ id, proposalId, state, version, requestedAt }) => ({
        id,
        proposalId,
        state,
        version,
        requestedAt: requestedAt.toISOString(),
      }));
    });
  }
}
