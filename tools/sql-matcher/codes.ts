import { type RuleCode, RULES } from '../reference/rules';

/** The codes that one place can break, in the order of judgement; consent to matching is asked before. */
export const CODES = Object.keys(RULES) as readonly RuleCode[];
export type Code = RuleCode;

export const bitOf = (code: Code): number => 1 << CODES.indexOf(code);
