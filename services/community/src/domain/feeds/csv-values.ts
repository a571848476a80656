/** Full-width letters and digits as half-width ones, without what surrounds them. */
export const plain = (cell: string): string => cell.normalize('NFKC').trim();

/** A whole number; anything else stays as it is and is refused with what stood there. */
export function numberOf(cell: string): number | string {
  const text = plain(cell);
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** The code by which one of its words is known; the word itself where it is none. */
export function codeOf(words: Readonly<Record<string, readonly string[]>>, cell: string): string {
  const text = plain(cell).toLowerCase();
  return Object.entries(words).find(([, known]) => known.includes(text))?.[0] ?? text;
}

const two = (text: string): string => text.padStart(2, '0');

/** `9:00` and `09:00:00`, as spreadsheets write them, as `09:00`. */
export function clockOf(cell: string): string {
  const text = plain(cell);
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? text : `${two(hours)}:${minutes}`;
}

const DAY = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** A day or a moment as spreadsheets write it; a moment without a zone is the municipality's. */
export function momentOf(cell: string): string {
  const text = plain(cell);
  const [, year = '', month = '', day = '', hours, minutes = '', seconds = '00'] = DAY.exec(text) ?? [];
  if (year === '') return text;
  const date = `${year}-${two(month)}-${two(day)}`;
  return hours === undefined ? date : `${date}T${two(hours)}:${minutes}:${seconds}+09:00`;
}
