import { Injectable } from '@nestjs/common';
import type {
  ConsentEndingListAnswer,
  ConsentRecordAnswer,
  ConsentWordingAnswer,
  ListConsentsEndingV1,
  ListRepresentativesV1,
  ReadConsentV1,
  ReadConsentWordingV1,
  RepresentativeListAnswer,
} from '#libs/contracts';
import { addDays, type CallContext, invalid, isCalendarDay, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { mayKnowDanger } from '../domain/access';
import { termsInForce } from '../domain/consent';
import settings from '../domain/consent-endings.json';
import { wordingOf } from '../domain/consent-wording';
import { isInForce } from '../domain/representative';
import { openExceptionsOf } from '../storage/consent-exceptions.store';
import { ConsentEntity } from '../storage/consent.entity';
import { ownWordings } from '../storage/consent-wordings.store';
import { findConsent } from '../storage/consents.store';
import { findPerson } from '../storage/persons.store';
import { representativesOf } from '../storage/representatives.store';
import { exceptionLine } from './exception-line';

/** What a person agreed to, who may speak for the person, and what people are shown. */
@Injectable()
export class ConsentQueries {
  constructor(private readonly reads: ReadScope) {}

  byPerson({ personRef }: ReadConsentV1, ctx: CallContext): Promise<ConsentRecordAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const { person, consent } = await findConsent(db, personRef, today);
      const inForce = new Set(termsInForce(consent, today));
      const exceptions = await openExceptionsOf(db, personRef, today);
      const mayHarm = person.safety?.guardianMayHarm ?? false;
      return {
        personRef,
        state: consent.state,
        version: consent.version,
        terms: consent.terms.map((term) => ({ ...term, orgIds: [...term.orgIds], inForce: inForce.has(term) })),
        guardian: consent.guardian,
        exceptions: exceptions.map((one) => exceptionLine(one, consent, today)),
        considerException: mayKnowDanger(ctx.actor) ? mayHarm && consent.guardian === 'refused' : null,
      };
    });
  }

  /** The earliest first, by day and id. */
  ending({ limit = 50, cursor }: ListConsentsEndingV1, ctx: CallContext): Promise<ConsentEndingListAnswer> {
    const after = endingCursor(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const rows = await db
        .createQueryBuilder(ConsentEntity, 'consent')
        .where('consent.nextUntil BETWEEN :today AND :last', { today, last: addDays(today, settings.noticeDays) })
        .andWhere('(consent.nextUntil, consent.id) > (:day::date, :id::uuid)', after)
        .orderBy('consent.nextUntil')
        .addOrderBy('consent.id')
        .limit(limit + 1)
        .getMany();
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { items: shown.map(endingLine), nextCursor: last ? cursorOf(last) : null };
    });
  }

  wording({ date }: ReadConsentWordingV1, ctx: CallContext): Promise<ConsentWordingAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const own = await ownWordings(db);
      const wording = wordingOf(own, date ?? localDay(now));
      if (!wording) throw notFound('consent-wording');
      const { code, validFrom, validUntil, texts } = wording;
      const version = own.find((one) => one.code === code)?.version ?? 1;
      return { wordingVersion: code, validFrom, validUntil, texts: texts.map((text) => ({ ...text })), version };
    });
  }

  representatives({ personRef }: ListRepresentativesV1, ctx: CallContext): Promise<RepresentativeListAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      await findPerson(db, personRef);
      const rows = await representativesOf(db, personRef);
      const items = rows.map((row) => ({
        representativeId: row.id,
        ...{ kind: row.kind, name: row.name, scopes: [...row.scopes], evidence: row.evidence },
        ...{ validFrom: row.validFrom, until: row.until, version: row.version },
        inForce: isInForce(row, localDay(now)),
      }));
      return { items };
    });
  }
}

function endingLine({ id, state, nextUntil, terms, exceptionTerms }: ConsentEntity) {
  const ends = [...terms, ...exceptionTerms].filter(({ until }) => until === nextUntil);
  return { personRef: id, state, until: nextUntil ?? '', scopes: [...new Set(ends.map(({ scope }) => scope))] };
}

const cursorOf = ({ id, nextUntil }: ConsentEntity): string =>
  Buffer.from(`${nextUntil ?? ''}/${id}`, 'latin1').toString('base64url');

const CURSOR = /^(\d{4}-\d{2}-\d{2})\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** 400 `cursor.invalid` for a cursor that this service did not give out. */
function endingCursor(cursor: string | undefined): { readonly day: string; readonly id: string } {
  if (cursor === undefined) return { day: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };
  const [, day, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (day === undefined || id === undefined || !isCalendarDay(day))
    throw invalid('cursor.invalid', 'The cursor is none of ours.');
  return { day, id };
}
