import { labelOf } from '#libs/kernel';
import { type ExclusionCode } from './eligibility';
import { interestsMet, strengthsUsed, type CandidateCode, type RequestCode } from './explanation';
import words from './match-words.json';
import { type MenuLook } from './menu-look';
import { type RequestView } from './request-view';

type List = Parameters<typeof labelOf>[0];

function filled(sentence: string, list: List, codes: readonly string[]): string {
  return sentence.replace('{list}', codes.map((code) => labelOf(list, code)).join('、'));
}

/** Sentences that name what was found; all others stand as they are in the word list. */
const NAMED: Partial<Record<CandidateCode, (view: RequestView, look: MenuLook) => string>> = {
  STRENGTH_MATCH: (view, { menu }) => filled(words.suits.STRENGTH_MATCH, 'activities', strengthsUsed(view, menu)),
  INTEREST_MATCH: (view, { menu }) => filled(words.suits.INTEREST_MATCH, 'activities', interestsMet(view, menu)),
  ROLE_CREATED: (_, { menu }) =>
    menu.roles == null || menu.roles.length === 0
      ? words.suits.ROLE_CREATED
      : filled(words.suits.ROLE_NAMED, 'roles', menu.roles),
  MODE_MATCH: (_, { remote }) => (remote ? words.suits.MODE_REMOTE : words.suits.MODE_MATCH),
  NEXT_STEP: ({ need }) => filled(words.suits.NEXT_STEP, 'goals', need.goal === null ? [] : [need.goal]),
  ACCESSIBILITY_OK: ({ accessibility }) => filled(words.suits.ACCESSIBILITY_OK, 'accessibility', accessibility),
};

/** Why a place suits, one plain sentence a code. */
export function suitsJa(codes: readonly CandidateCode[], view: RequestView, look: MenuLook): readonly string[] {
  return codes.map((code) => NAMED[code]?.(view, look) ?? words.suits[code]);
}

const SAFETY_ONLY: readonly string[] = [words.excluded.SAFETY_CONFLICT];

/** Why a place is not proposed. Where safety is among the reasons nothing else is said. */
export function excludedJa(codes: readonly ExclusionCode[]): readonly string[] {
  return codes.includes('SAFETY_CONFLICT') ? SAFETY_ONLY : codes.map((code) => words.excluded[code]);
}

export function requestJa(codes: readonly RequestCode[]): readonly string[] {
  return codes.map((code) => words.request[code]);
}

export const INFORMATION_JA: readonly string[] = [words.information];
