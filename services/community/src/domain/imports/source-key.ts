import type { ImportedFields, ImportedPopulation } from './record';
import { plain, sameness } from './text';

/** How a row is named inside its source: the number it carries, and name with address to fall back on. */
export interface KeyParts {
  /** Null where the list gives no number. */
  readonly numbered: string | null;
  /** The list's own running number, where `numbered` is made of another. */
  readonly listed: string | null;
  /** Name and place, written alike. Rows that agree in it are one place. */
  readonly described: string;
}

/** An office number repeats among the services of one office, so the kind of service belongs to it. */
export function keyPartsOf(fields: ImportedFields, id: string, publisher: string): KeyParts {
  const number = plain(id);
  const listed = number === '' ? null : `id:${plain(publisher)}:${number}`;
  const office =
    fields.officeNumber === null ? null : `office:${fields.officeNumber}:${sameness(fields.serviceKind ?? '')}`;
  return { numbered: office ?? listed, listed: office === null ? null : listed, described: describedBy(fields) };
}

export function populationKey({ municipalityCode, areaCode, asOf }: ImportedPopulation): string {
  return `area:${municipalityCode ?? ''}:${areaCode}:${asOf}`;
}

function describedBy({ name, address, building, municipalityName, serviceKind }: ImportedFields): string {
  const where = address ?? municipalityName ?? '';
  return `at:${sameness([name, where, building, serviceKind].map((part) => part ?? '').join('|'))}`;
}
