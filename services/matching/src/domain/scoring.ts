import { type WeightName } from './settings';

/** One visible part of a score: what it is for, on whose side, and its points in thousandths. */
export interface ScoreTerm {
  readonly side: 'person' | 'host';
  readonly code: WeightName;
  readonly points: number;
  readonly max: number;
}

export interface Score {
  /** Thousandths of a point: the sum of the terms. */
  readonly total: number;
  readonly terms: readonly ScoreTerm[];
}
