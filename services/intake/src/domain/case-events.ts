/** Steps of the machine Case that need nothing but the right state and role; their words are kept with the step. */
export const PLAIN_STEPS = [
  'startAssessment',
  'comeBack',
  'toOutreach',
  'supportSingle',
  'suspend',
  'resume',
  'endAftercare',
] as const;
export type PlainStep = (typeof PLAIN_STEPS)[number];
