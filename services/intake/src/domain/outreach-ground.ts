import settings from './conference-settings.json';

const { conclusions } = settings.outreach;

/** Does what a support conference concluded about a case carry it that somebody reaches out? Never once the case is over. */
export const carriesOutreach = (conclusion: string | null, caseState: string): boolean =>
  caseState !== 'CLOSED' && conclusion !== null && conclusions.includes(conclusion);
