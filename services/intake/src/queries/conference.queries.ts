import { Injectable } from '@nestjs/common';
import type {
  ConferenceAnswer,
  ConferenceListAnswer,
  ItemFact,
  ListSupportConferencesV1,
  ListSupportMembersV1,
  MemberFact,
  MemberListAnswer,
  ReadSupportConferenceV1,
} from '#libs/contracts';
import { type CallContext, hasRole, localDay, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type ConferenceKind, isPledged } from '../domain/conference';
import { isReadable } from '../storage/conference-access';
import { type ConferenceTables, tablesOf } from '../storage/conference-kinds';
import { pledgesOf } from '../storage/conference-members.store';
import type {
  ConferenceItemRow,
  ConferenceMemberRow,
  ConferencePledgeRow,
  ConferenceRow,
  ConferenceSummonsRow,
} from '../storage/conference.rows';
import { itemsOf, summonsOf } from '../storage/conferences.store';
import { MultilayeredConferenceItemEntity } from '../storage/multilayered-conference.entity';
import { SupportConferenceEntity } from '../storage/support-conference.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class ConferenceQueries {
  constructor(private readonly reads: ReadScope) {}

  /** What the actor leads, planned or is called to; whoever may propose cases sees what is being planned, too. */
  list(
    kind: ConferenceKind,
    wish: ListSupportConferencesV1,
    { actor, ...ctx }: CallContext,
  ): Promise<ConferenceListAnswer> {
    const of = tablesOf(kind);
    const page = pageOf(wish);
    const proposes = hasRole(actor, 'INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'CONFERENCE_CHAIR');
    return this.reads.run(ctx, async ({ db }) => {
      const called = db
        .createQueryBuilder(of.summons, 'summons')
        .select('1')
        .innerJoin(of.items, 'item', `item.id = summons.itemId AND item.state = 'ON'`)
        .where('summons.conferenceId = conference.id AND summons.sub = :sub AND NOT summons.leftOut');
      const query = db
        .createQueryBuilder(of.conferences, 'conference')
        .where(
          `(conference.chairSub = :sub OR conference.plannedBy = :sub OR (conference.state = 'PLANNED' AND :proposes)
            OR (conference.state <> 'PLANNED' AND EXISTS (${called.getQuery()})))`,
          { sub: actor.sub, proposes },
        )
        .orderBy('conference.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('conference.number < :below', { below: page.below });
      return paged(await query.getMany(), page, ({ id, state, version, heldOn }) => ({
        ...{ conferenceId: id, state, version, heldOn },
      }));
    });
  }

  byId(
    kind: ConferenceKind,
    { conferenceId }: ReadSupportConferenceV1,
    { actor, ...ctx }: CallContext,
  ): Promise<ConferenceAnswer> {
    const of = tablesOf(kind);
    return this.reads.run(ctx, async ({ db, now }) => {
      const conference = await findRow(db, of.conferences, conferenceId, 'conference');
      const isChair = conference.chairSub === actor.sub;
      const all = await itemsOf(db, of, conferenceId);
      const seen: ConferenceItemRow[] = [];
      for (const item of all) {
        const sight = { of, actor, today: localDay(now) };
        const own = isChair || (conference.state === 'PLANNED' && item.proposedBy === actor.sub);
        if (own || (await isReadable(db, sight, { conference, item }))) seen.push(item);
      }
      if (seen.length === 0 && !isChair && conference.plannedBy !== actor.sub) throw notFound('conference');
      return conferenceAnswer(conference, isChair, seen, await summonsOf(db, of, conferenceId));
    });
  }

  members(kind: ConferenceKind, wish: ListSupportMembersV1, ctx: CallContext): Promise<MemberListAnswer> {
    const of = tablesOf(kind);
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db, now }) => {
      const query = db
        .createQueryBuilder(of.members, 'member')
        .orderBy('member.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('member.number < :below', { below: page.below });
      const members = await query.getMany();
      const pledges = await pledgesOfAll(db, of, members);
      return paged(members, page, (member) => memberFact(member, pledges, localDay(now)));
    });
  }
}

function conferenceAnswer(
  conference: ConferenceRow,
  isChair: boolean,
  items: readonly ConferenceItemRow[],
  summons: readonly ConferenceSummonsRow[],
): ConferenceAnswer {
  const { id, state, version, heldOn, chairSub } = conference;
  const grounds = isChair && conference instanceof SupportConferenceEntity ? conference : null;
  return {
    ...{ conferenceId: id, state, version, heldOn, chairSub },
    items: items.map((item) => itemFact(item, summons)),
    ground: grounds?.ground ?? null,
    necessity: grounds?.necessity ?? null,
  };
}

function itemFact(item: ConferenceItemRow, summons: readonly ConferenceSummonsRow[]): ItemFact {
  const { id, kind, state, leftReason, caseRef, conclusion } = item;
  const { planId, topic } = item instanceof MultilayeredConferenceItemEntity ? item : { planId: null, topic: null };
  return {
    ...{ itemId: id, kind, state, leftReason, caseRef, planId, topic, conclusion },
    summoned: summons
      .filter(({ itemId }) => itemId === id)
      .map(({ sub, attended, leftOut }) => ({ sub, attended, leftOut })),
  };
}

const pledgesOfAll = (
  db: EntityManager,
  of: ConferenceTables,
  members: readonly ConferenceMemberRow[],
): Promise<readonly ConferencePledgeRow[]> =>
  pledgesOf(
    db,
    of,
    members.map(({ sub }) => sub),
  );

function memberFact(member: ConferenceMemberRow, pledges: readonly ConferencePledgeRow[], today: string): MemberFact {
  const held = pledges.filter((pledge) => pledge.sub === member.sub && isPledged([pledge], today));
  const { id, version, sub, deskId, appointedFrom, appointedUntil } = member;
  return {
    ...{ memberId: id, version, sub, deskId, appointedFrom, appointedUntil },
    pledgedUntil:
      held
        .map(({ goodUntil }) => goodUntil)
        .sort()
        .at(-1) ?? null,
    pledgeToBeMadeGood: held.length > 0 && held.every(({ method }) => method === 'oral'),
  };
}
