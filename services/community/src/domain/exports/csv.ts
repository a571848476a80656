import { guardedCell } from './cell';

const SPECIAL = /[",\r\n]/;

/** One line of a CSV file (RFC 4180), its cells guarded against being taken for formulas. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(text: string): string {
  const cell = guardedCell(text);
  return SPECIAL.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
