import { Injectable } from '@nestjs/common';
import type {
  ListTransfersV1,
  ListWatchesV1,
  ReadHostTransfersV1,
  ReadPlanTransfersV1,
  TransferListAnswer,
  TransferredWordsAnswer,
  WatchListAnswer,
} from '#libs/contracts';
import { type CallContext, forbidden, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { permissionFor } from '../domain/consent';
import { requireReadable } from '../storage/conference-access';
import { SUPPORT } from '../storage/conference-kinds';
import { findConsent } from '../storage/consents.store';
import { DisclosureEntity } from '../storage/disclosure.entity';
import { SupportConferenceTransferEntity, TransferredWordsEntity } from '../storage/support-conference.entity';
import { findPlanHead } from '../storage/support-plans.store';
import { pageOf, paged } from './cursor';

const AT_ONCE = 100;

/** What came out of support conferences, and who is watched over because of one. */
@Injectable()
export class TransferQueries {
  constructor(private readonly reads: ReadScope) {}

  ofItem(input: ListTransfersV1, { actor, ...ctx }: CallContext): Promise<TransferListAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { item } = await requireReadable(db, { of: SUPPORT, actor, today: localDay(now) }, input);
      const rows = await db
        .createQueryBuilder(SupportConferenceTransferEntity, 'transfer')
        .where('transfer.itemId = :itemId', { itemId: item.id })
        .orderBy('transfer.transferredAt', 'DESC')
        .limit(AT_ONCE)
        .getMany();
      return {
        items: rows.map(({ targetKind, transferredAt, ...row }) => ({
          ...{ paperId: row.paperId, shareId: row.shareId, target: targetKind, targetId: row.targetId },
          ...{ basis: row.basis, reason: row.reason, transferredBy: row.transferredBy },
          transferredAt: transferredAt.toISOString(),
        })),
      };
    });
  }

  ofPlan({ planId }: ReadPlanTransfersV1, ctx: CallContext): Promise<TransferredWordsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findPlanHead(db, planId);
      return wordsFor(db, 'plan', planId);
    });
  }

  /** L04: as the disclosure itself, to this very organisation and only while consent is in force. */
  ofHost({ proposalId }: ReadHostTransfersV1, { actor, ...ctx }: CallContext): Promise<TransferredWordsAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const told = await db
        .createQueryBuilder(DisclosureEntity, 'disclosure')
        .where('disclosure.id = :proposalId', { proposalId })
        .getOne();
      if (told?.state !== 'OPEN' || told.orgId !== actor.orgId) throw notFound('disclosure');
      const { consent, moment } = await findConsent(db, told.personRef, localDay(now));
      if (!permissionFor(consent, { scope: 'provider_disclosure', orgId: told.orgId }, moment).allowed)
        throw forbidden('consent.withdrawn', 'Consent to tell this organisation is not in force.');
      return wordsFor(db, 'host', proposalId);
    });
  }

  /** By the last word on each case: due to be looked at, or to be disposed of. */
  watches({ until, ...wish }: ListWatchesV1, ctx: CallContext): Promise<WatchListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const rows = await db.query<readonly WatchRow[]>(
        `SELECT w.number, w.case_ref AS "caseRef", c.state AS "caseState", w.review_on::text AS "reviewOn",
                w.disposal_on::text AS "disposalOn"
           FROM support_conference_watches w JOIN cases c ON c.id = w.case_ref
          WHERE coalesce(w.review_on, w.disposal_on) <= $1::date AND ($2::bigint IS NULL OR w.number < $2)
            AND NOT EXISTS (SELECT 1 FROM support_conference_watches later
                             WHERE later.case_ref = w.case_ref AND later.number > w.number)
            AND c.state = CASE WHEN w.event = 'watch' THEN 'POTENTIAL' ELSE 'CLOSED' END
          ORDER BY w.number DESC LIMIT $3`,
        [until, page.below, page.limit + 1],
      );
      return paged(rows, page, ({ caseRef, caseState, reviewOn, disposalOn }) => ({
        ...{ caseRef, caseState, reviewOn, disposalOn },
      }));
    });
  }
}

interface WatchRow {
  readonly number: string;
  readonly caseRef: string;
  readonly caseState: string;
  readonly reviewOn: string | null;
  readonly disposalOn: string | null;
}

async function wordsFor(db: EntityManager, targetKind: string, targetId: string): Promise<TransferredWordsAnswer> {
  const rows = await db
    .createQueryBuilder(TransferredWordsEntity, 'copy')
    .where('copy.targetKind = :targetKind AND copy.targetId = :targetId', { targetKind, targetId })
    .orderBy('copy.transferredAt')
    .limit(AT_ONCE)
    .getMany();
  return {
    items: rows.map(({ words, originShareId, transferredAt }) => ({
      ...{ words, originShareId, transferredAt: transferredAt.toISOString() },
    })),
  };
}
