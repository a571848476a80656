/** What became of the lines of a file. Every line is in one of the first four; every record is given to the caller. */
export interface ReadingTally {
  /** Lines above the header. */
  preambleLines: number;
  headerLines: number;
  /** Empty lines and rows without any value. */
  blankLines: number;
  /** Lines that became records. */
  recordLines: number;
  records: number;
  quarantined: number;
  noted: number;
  bytes: number;
}

export const newTally = (): ReadingTally => ({
  preambleLines: 0,
  headerLines: 0,
  blankLines: 0,
  recordLines: 0,
  records: 0,
  quarantined: 0,
  noted: 0,
  bytes: 0,
});
