import type { EntityManager } from 'typeorm';
import type { MemberFacts, ReferralFacts } from '../domain/referral-items';
import { findCase } from './cases.store';
import type { PersonEntity } from './person.entity';
import type { ReferralEntity } from './referral.entity';

/** What the chosen items of a sheet are taken from, as it stands now. */
export async function referralFacts(
  db: EntityManager,
  { caseRef }: Pick<ReferralEntity, 'caseRef'>,
  person: PersonEntity,
): Promise<ReferralFacts> {
  const { chiefComplaint } = await findCase(db, caseRef);
  const { name, kana, birthDate, gender, phone, considerations } = person;
  const said = await lastAssessment(db, caseRef, person.id);
  return { name, kana, birthDate, gender, phone, considerations, chiefComplaint, ...said };
}

/** Of this very person: somebody else's words are theirs (L10). */
async function lastAssessment(
  db: EntityManager,
  caseRef: string,
  personRef: string,
): Promise<Pick<ReferralFacts, 'personWords' | 'wishes'>> {
  const rows = await db.query<readonly { readonly words: string | null; readonly wishes: string | null }[]>(
    `SELECT person_words AS words, wishes FROM assessments
      WHERE case_ref = $1 AND person_ref = $2 ORDER BY number DESC LIMIT 1`,
    [caseRef, personRef],
  );
  return { personWords: rows[0]?.words ?? null, wishes: rows[0]?.wishes ?? null };
}

/** The household as it really lives, the person included; null where none is on record. */
export async function householdOf(db: EntityManager, personRef: string): Promise<readonly MemberFacts[] | null> {
  const rows = await db.query<readonly { readonly relation: string; readonly apart: boolean }[]>(
    `SELECT other.relation, other.living_apart AS apart
       FROM household_members self
       JOIN household_members other USING (tenant, household_id)
      WHERE self.person_ref = $1 AND self.actual AND self.left_on IS NULL AND other.actual AND other.left_on IS NULL
      ORDER BY other.position LIMIT 50`,
    [personRef],
  );
  return rows.length === 0 ? null : rows.map(({ relation, apart }) => ({ relation, livingApart: apart }));
}
