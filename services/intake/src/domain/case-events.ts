/** Steps of the machine Case that need nothing but the right state and role; their words are kept with the step. */
export const PLAIN_STEPS = [
  'startAssessment',
  'comeBack',
  'toOutreach',
  'supportSingle',
  'suspend',
  'resume',
  'startClosing',
  'backToSupport',
  'endAftercare',
] as const;
export type PlainStep = (typeof PLAIN_STEPS)[number];

/** Steps whose guards need conferences, referral sheets or support plans, and what each of them waits for. */
export const LATER_STEPS = {
  referOut: 'The referral sheet',
  accepted: 'The referral sheet',
  returned: 'The referral sheet',
  acceptedElsewhere: 'The referral sheet',
  requestMultiAgency: 'Multi-agency work',
  acceptMultiAgency: 'Multi-agency work',
  returnWithAdvice: 'Multi-agency work',
  returnToSupport: 'Multi-agency work',
  handBack: 'Multi-agency work',
  startPlan: 'The support plan',
  watch: 'The support conference',
  noNeed: 'The support conference',
} as const;
export type LaterStep = keyof typeof LATER_STEPS;
