import type { MatchingFacts } from '../domain/person';

const copy = (codes: readonly string[] | null): string[] | null => (codes === null ? null : [...codes]);

/** A person's matching facts as an answer tells them. */
export const factsAnswer = (facts: MatchingFacts) => ({
  languages: copy(facts.languages),
  readiness: facts.readiness,
  status: facts.status,
  strengths: copy(facts.strengths),
  interests: copy(facts.interests),
  avoid: copy(facts.avoid),
  accessibility: copy(facts.accessibility),
  pregnant: facts.pregnant,
  medicalAttendance: facts.medicalAttendance,
  searchPoint: facts.searchPoint,
});
