const SIGN = 31;

/** 1 for a number under zero, else 0. */
export const negative = (value: number): number => value >>> SIGN;

/** 1 for any word but zero. */
export const nonZero = (word: number): number => (word | (0 - word)) >>> SIGN;

/** 1 for zero only. */
export const zero = (word: number): number => nonZero(word) ^ 1;
