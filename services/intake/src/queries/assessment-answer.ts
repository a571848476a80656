import type { AssessmentFact } from '#libs/contracts';
import type { AssessmentEntity } from '../storage/assessment.entity';
import { factsAnswer } from './facts-answer';

export const assessmentFact = ({ id, facts, ...row }: AssessmentEntity): AssessmentFact => ({
  ...factsAnswer(facts),
  assessmentId: id,
  number: row.number,
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.recordedBy,
  personWords: row.personWords,
  wishes: row.wishes,
  environment: row.environment,
  issueCategories: [...row.issueCategories],
});
