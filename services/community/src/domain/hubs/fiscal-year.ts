interface Period {
  readonly from: string;
  readonly to: string;
}

/** First and last day of a fiscal year (会計年度): 1 April to 31 March. */
export const fiscalYearPeriod = (year: number): Period => ({ from: `${year}-04-01`, to: `${year + 1}-03-31` });

/** The fiscal year that a local day (`YYYY-MM-DD`) is in. */
export const fiscalYearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
