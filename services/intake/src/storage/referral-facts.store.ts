import type { EntityManager } from 'typeorm';
import type { MemberFacts, ReferralFacts } from '../domain/referral-items';
import { AssessmentEntity } from './assessment.entity';
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
  const row = await db
    .createQueryBuilder(AssessmentEntity, 'assessment')
    .where('assessment.caseRef = :caseRef AND assessment.personRef = :personRef', { caseRef, personRef })
    .orderBy('assessment.number', 'DESC')
    .limit(1)
    .getOne();
  return { personWords: row?.personWords ?? null, wishes: row?.wishes ?? null };
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
