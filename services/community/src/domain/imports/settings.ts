import settings from '../import-settings.json';

interface ImportSettings {
  /** Largest file that is taken. */
  readonly maxFileBytes: number;
  /** Rows that share a transaction, and how many of them go to the database at a time. */
  readonly batchRows: number;
  readonly copyRows: number;
  /** Places that are looked at, or taken back, in one transaction; places that are gone. */
  readonly lookRows: number;
  readonly goneRows: number;
  /** A process that has not been heard of for so long has lost its import to another one. */
  readonly leaseSeconds: number;
  /** Failures in a row, then it is FAILED and waits for a person. */
  readonly attempts: number;
  /** Days after which a file that nobody goes on with is thrown away. Expert knowledge, to be confirmed. */
  readonly abandonedDays: number;
  /** Rows that a preview shows, and rows that it looks at. */
  readonly previewRows: number;
  readonly previewRecords: number;
  /** Two places closer than this may be one (opendata-formats.md 6.4). */
  readonly nearMetres: number;
  /** Side of the squares in which neighbours are looked for; longer than `nearMetres` everywhere in Japan. */
  readonly nearCellDegrees: number;
  /** Share of two names that must be equal where only the distance speaks for it. Expert knowledge, to be confirmed. */
  readonly similarPercent: number;
  /** Candidates that are looked at for one resource. */
  readonly pairsPerResource: number;
}

/** The data file beside the machine is the source. */
export const IMPORT_SETTINGS: ImportSettings = settings;
