import { Injectable } from '@nestjs/common';
import type {
  KeyPersonAnswer,
  KeyPersonListAnswer,
  KeyPersonSafetyAnswer,
  ListKeyPersonsV1,
  ReadKeyPersonSafetyV1,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { Consent } from '../domain/consent';
import { contactJa, contactOf } from '../domain/key-person';
import { findConsent } from '../storage/consents.store';
import { KeyPersonEntity } from '../storage/key-person.entity';
import { findKeyPerson } from '../storage/key-persons.store';

const MOST_SHOWN = 100;

@Injectable()
export class KeyPersonQueries {
  constructor(private readonly reads: ReadScope) {}

  /** Those around one person, the present ones first; whether they may be contacted is decided at this moment. */
  ofPerson({ personRef }: ListKeyPersonsV1, ctx: CallContext): Promise<KeyPersonListAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { consent, moment } = await findConsent(db, personRef, localDay(now));
      const rows = await db
        .createQueryBuilder(KeyPersonEntity, 'keyPerson')
        .where('keyPerson.personRef = :personRef', { personRef })
        .orderBy('keyPerson.endedReason', 'ASC', 'NULLS FIRST')
        .addOrderBy('keyPerson.number')
        .limit(MOST_SHOWN)
        .getMany();
      return { items: rows.map((row) => answerOf(row, consent, moment.today)) };
    });
  }

  safety({ personRef, keyPersonId }: ReadKeyPersonSafetyV1, ctx: CallContext): Promise<KeyPersonSafetyAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { version, safetyNote } = await findKeyPerson(db, personRef, keyPersonId);
      return { keyPersonId, version, safetyNote };
    });
  }
}

function answerOf(row: KeyPersonEntity, consent: Consent, today: string): KeyPersonAnswer {
  const contact = contactOf(row, consent, today);
  const { id, version, name, relation, phone, mayBeContacted, how } = row;
  return {
    ...{ keyPersonId: id, version, name, relation, phone, mayBeContacted, how, contact },
    contactJa: contactJa(contact),
    confirmFirst: row.safetyNote !== null,
    ended: row.endedReason !== null,
  };
}
