import { Injectable } from '@nestjs/common';
import type {
  ListCaseReferralsV1,
  ListDeskReferralsV1,
  ListStuckReferralsV1,
  ReadReferralV1,
  ReferralAnswer,
  ReferralListAnswer,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope, type Scope } from '#libs/persistence';
import type { SelectQueryBuilder } from 'typeorm';
import { mayReadWords } from '../domain/access';
import { answersFor, worksAt } from '../domain/referral';
import { findCase } from '../storage/cases.store';
import { requireDesk } from '../storage/desks.store';
import { ReferralEntity } from '../storage/referral.entity';
import { dueSheets } from '../storage/referral-reminders.store';
import { formsOf } from '../storage/record-forms.store';
import { findReferral } from '../storage/referrals.store';
import { pageOf, paged, type PageWish } from './cursor';
import { linesOf } from './referral-lines';
import { recordFormFact } from './record-form-answer';
import { recordOf } from './referral-record';

/** More than a timer's turn can do; the rest waits for the next one. */
const DUE_AT_ONCE = 200;

/** What a desk has to do with a sheet that it is shown in its list. */
const WHAT: Readonly<Record<'answer' | 'send' | 'taken_on' | 'open', string>> = {
  answer: `sheet.toDeskId = :deskId AND sheet.state = 'SENT'`,
  send: `sheet.fromDeskId = :deskId AND sheet.state IN ('DRAFT', 'RETURNED')`,
  taken_on: `sheet.toDeskId = :deskId AND sheet.state = 'ACCEPTED'`,
  open: `((sheet.toDeskId = :deskId AND sheet.state = 'SENT') OR
          (sheet.fromDeskId = :deskId AND sheet.state IN ('DRAFT', 'RETURNED')))`,
};

/** With the manager, or waiting for a desk that was reminded. */
const STUCK = `(sheet.state = 'ESCALATED' OR (sheet.state = 'SENT' AND EXISTS (
  SELECT 1 FROM referral_reminders told WHERE told.referral_id = sheet.id AND told.sending = sheet.sendings)))`;
const OF_MINE = `sheet.toDeskId IN (SELECT desk.id FROM desks desk WHERE :sub IN (desk.manager_sub, desk.deputy_sub))`;

type Sheets = SelectQueryBuilder<ReferralEntity>;

@Injectable()
export class ReferralQueries {
  constructor(private readonly reads: ReadScope) {}

  byRef({ referralId }: ReadReferralV1, ctx: CallContext): Promise<ReferralAnswer> {
    return this.reads.run(ctx, async (scope) => {
      const sheet = await findReferral(scope.db, referralId);
      const words = mayReadWords(ctx.actor);
      const [line] = await linesOf(scope, [sheet]);
      if (!line) throw notFound('referral');
      return {
        ...line,
        caseRef: sheet.caseRef,
        basis: sheet.basis,
        household: sheet.household,
        meeting: sheet.meeting,
        items: [...sheet.items],
        reasons: words ? sheet.reasons : null,
        asksFor: words ? sheet.asksFor : null,
        ...(await recordOf(scope.db, referralId, words)),
        form: recordFormFact((await formsOf(scope.db, [referralId])).get(referralId)),
      };
    });
  }

  ofCase({ caseRef, ...wish }: ListCaseReferralsV1, ctx: CallContext): Promise<ReferralListAnswer> {
    return this.page(wish, ctx, async (sheets, { db }) => {
      await findCase(db, caseRef);
      sheets.where('sheet.caseRef = :caseRef', { caseRef });
    });
  }

  /** Somebody else's desk looks like a missing one. */
  ofDesk({ deskId, what = undefined, ...wish }: ListDeskReferralsV1, ctx: CallContext): Promise<ReferralListAnswer> {
    return this.page(wish, ctx, async (sheets, { db }) => {
      const desk = await requireDesk(db, deskId);
      if (!worksAt(desk, ctx.actor) && !answersFor(desk, ctx.actor.sub)) throw notFound('desk');
      sheets.where(WHAT[what ?? 'open'], { deskId });
    });
  }

  stuck({ mine, ...wish }: ListStuckReferralsV1, ctx: CallContext): Promise<ReferralListAnswer> {
    return this.page(wish, ctx, (sheets) => {
      sheets.where(STUCK);
      if (mine === 'true') sheets.andWhere(OF_MINE, { sub: ctx.actor.sub });
    });
  }

  dueToChase(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, ({ db, now }) => dueSheets(db, now, DUE_AT_ONCE));
  }

  private page(
    wish: PageWish,
    ctx: CallContext,
    choose: (sheets: Sheets, scope: Scope) => Promise<void> | void,
  ): Promise<ReferralListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async (scope) => {
      const sheets = scope.db.createQueryBuilder(ReferralEntity, 'sheet');
      await choose(sheets, scope);
      if (page.below !== null) sheets.andWhere('sheet.number < :below', { below: page.below });
      const rows = await sheets
        .orderBy('sheet.number', 'DESC')
        .limit(page.limit + 1)
        .getMany();
      const { items, nextCursor } = paged(rows, page, (row) => row);
      return { items: await linesOf(scope, items), nextCursor };
    });
  }
}
