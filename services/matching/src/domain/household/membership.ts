import { type AppError, conflict, invalid } from '#libs/kernel';
import { type MatchingProfile } from '../matching-profile';
import { type Outcome } from '../outcome';
import { mayBeMinor } from '../unknowns';
import words from './household-words.json';

interface Request {
  readonly id: string;
  readonly personRef: string;
  readonly caseRef: string;
  readonly state: string;
}

/** What a worker says of a household. */
interface Said {
  readonly members: readonly { readonly matchRequestId: string; readonly mayComeWith?: string | null | undefined }[];
  readonly pairs?: readonly { readonly between: readonly string[] }[] | undefined;
}

const OVER: ReadonlySet<string> = new Set(['CANCELLED', 'CLOSED']);

/**
 * A case is of a household or of one person (domain-model.md 1.3): requests of one case are of one household, of others
 * only intake can tell.
 */
export const areOfOneCase = (requests: readonly Pick<Request, 'caseRef'>[]): boolean =>
  new Set(requests.map(({ caseRef }) => caseRef)).size === 1;

export const noHousehold = (): AppError =>
  conflict('household-match.not-one-household', 'The requests are not of one household.');

/** One request for each person, none of them over; and nothing is said of anybody else. */
export function refuseNoHousehold({ members, pairs = [] }: Said, requests: readonly Request[]): void {
  const ids = new Set(members.map(({ matchRequestId }) => matchRequestId));
  const persons = new Set(requests.map(({ personRef }) => personRef));
  if (ids.size < members.length || persons.size < requests.length) {
    throw invalid('household-match.same-person', 'Each member is named once.', [
      { field: 'members', rule: 'unique', mend: '同じ人は一度だけ指定してください' },
    ]);
  }
  const unknown = (id: string): boolean => !ids.has(id);
  const strangers = members.some(({ matchRequestId, mayComeWith }) =>
    mayComeWith == null ? false : unknown(mayComeWith) || mayComeWith === matchRequestId,
  );
  if (strangers || pairs.some(({ between }) => between.some(unknown))) {
    throw invalid('household-match.unknown-member', 'A pair or companion is not among the members.', [
      {
        field: strangers ? 'members.mayComeWith' : 'pairs.between',
        rule: 'member',
        mend: 'members にある申込みを指定してください',
      },
    ]);
  }
  if (requests.some(({ state }) => OVER.has(state))) {
    throw conflict('household-match.request-over', 'One of the requests is over.');
  }
}

export type LeftOutCode = keyof typeof words.leftOut;
export const leftOutJa = (code: LeftOutCode): string => words.leftOut[code];

/**
 * A child who may be harmed at home, or whose guardian refused, is looked at alone first: what a person in charge has
 * to see comes before places beside the family. Which of the two it is stays unsaid here.
 */
export function isAloneFirst({ age, safety, consent }: MatchingProfile, outcome: Outcome): boolean {
  const refused = outcome === 'needs_human_review' && consent?.guardian === 'refused';
  return refused || (safety?.guardianMayHarm === true && mayBeMinor(age));
}
