import type { AssessmentFact } from '#libs/contracts';
import type { AssessmentEntity } from '../storage/assessment.entity';
import type { RecordForm } from '../storage/record-forms.store';
import { factsAnswer } from './facts-answer';
import { recordFormFact } from './record-form-answer';

export const assessmentFact = (
  { id, facts, ...row }: AssessmentEntity,
  forms: ReadonlyMap<string, RecordForm>,
): AssessmentFact => ({
  ...factsAnswer(facts),
  assessmentId: id,
  number: row.number,
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.recordedBy,
  personWords: row.personWords,
  wishes: row.wishes,
  environment: row.environment,
  issueCategories: [...row.issueCategories],
  form: recordFormFact(forms.get(id)),
});
