import { Injectable } from '@nestjs/common';
import type {
  InquiryAnswer,
  InquiryList,
  ListInquiriesV1,
  ListProposalsV1,
  ProposalAnswer,
  ProposalList,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { menuNames } from '../storage/copies.store';
import { ProposalEntity } from '../storage/proposal.entity';
import { page, where } from './page';

/** States in which a host is asked, waits or prepares: what it sees in its list. */
const AT_HOST = [
  'ANON_INQUIRY',
  'PROVIDER_WILLING',
  'PERSON_OFFERED',
  'PERSON_INTERESTED',
  'NAMED_INQUIRY',
  'TRIAL_SCHEDULED',
  'TRIAL_DONE',
];

@Injectable()
export class ProposalQueries {
  constructor(private readonly reads: ReadScope) {}

  byId(id: string, ctx: CallContext): Promise<ProposalAnswer> {
    return this.reads.run(ctx, async ({ db }) => answer(await findRow(db, ProposalEntity, id, 'proposal')));
  }

  list({ matchRequestId, personRef, menuId, ...wish }: ListProposalsV1, ctx: CallContext): Promise<ProposalList> {
    return this.reads.run(ctx, ({ db }) => {
      const query = where(db.createQueryBuilder(ProposalEntity, 'row'), { matchRequestId, personRef, menuId });
      return page(query, 'createdAt', wish, answer);
    });
  }

  /** Of the actor's own organisation and of nobody else; without one there is nothing to see. */
  async inquiries(wish: ListInquiriesV1, ctx: CallContext): Promise<InquiryList> {
    const { orgId } = ctx.actor;
    if (orgId === null) return { items: [], nextCursor: null };
    return this.reads.run(ctx, async ({ db }) => {
      const query = where(db.createQueryBuilder(ProposalEntity, 'row'), { orgId, state: AT_HOST });
      query.andWhere('row.inquiry IS NOT NULL');
      const rows = await page(query, 'createdAt', wish, (row) => row);
      const names = await menuNames(db, [...new Set(rows.items.map(({ menuId }) => menuId))]);
      return { ...rows, items: rows.items.map((row) => inquiryOf(row, names.get(row.menuId) ?? '')) };
    });
  }
}

/** Field by field on purpose: nothing reaches a host because it was added to the row (L05). */
function inquiryOf(row: ProposalEntity, menuName: string): InquiryAnswer {
  const { inquiry } = row;
  return {
    proposalId: row.id,
    kind: row.items.length > 0 ? 'named' : 'anonymous',
    state: row.state,
    version: row.version,
    menuId: row.menuId,
    menuName,
    person: inquiry && {
      ageFrom: inquiry.ageFrom,
      ageTo: inquiry.ageTo,
      purposes: [...inquiry.purposes],
      modes: [...inquiry.modes],
      supportRequired: [...inquiry.supportRequired],
      days: [...inquiry.days],
      startBy: inquiry.startBy,
    },
    items: [...row.items],
    trialAt: row.trialAt?.toISOString() ?? null,
    answerBy: row.answerBy?.toISOString() ?? null,
  };
}

const answer = (row: ProposalEntity): ProposalAnswer => ({
  id: row.id,
  state: row.state,
  version: row.version,
  matchRequestId: row.matchRequestId,
  caseRef: row.caseRef,
  personRef: row.personRef,
  menuId: row.menuId,
  orgId: row.orgId,
  outOfSystem: row.outOfSystem,
  heldUntil: row.heldUntil?.toISOString() ?? null,
  trialAt: row.trialAt?.toISOString() ?? null,
  disclosedItems: [...row.items],
  withheld: [...row.withheld],
  reasonCode: row.reasonCode,
  placementId: row.placementId,
});
