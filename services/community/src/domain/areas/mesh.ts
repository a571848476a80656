import type { Box } from './boundary';

/** The box of a second-level mesh of JIS X 0410, about 10 km wide; undefined for what is no such code. */
export function boxOfMesh(code: string): Box | undefined {
  const digits = /^(\d{2})(\d{2})([0-7])([0-7])$/.exec(code);
  if (!digits) return undefined;
  const [row = 0, column = 0, minorRow = 0, minorColumn = 0] = digits.slice(1).map(Number);
  const south = (row * 8 + minorRow) / 12;
  const west = 100 + column + minorColumn / 8;
  return { south, west, north: south + 1 / 12, east: west + 1 / 8 };
}

export const boxesMeet = (one: Box, other: Box): boolean =>
  one.south < other.north && other.south < one.north && one.west < other.east && other.west < one.east;
