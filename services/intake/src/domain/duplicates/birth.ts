import type { Birth } from '../person';

type BirthReason = 'birth_same' | 'birth_swapped' | 'birth_one_digit' | 'birth_year_same' | 'birth_differs';

/** What two records say about when the person was born; nothing where one of them is silent. */
export function birthReason(one: Birth, other: Birth): readonly BirthReason[] {
  if (one.birthDate !== null && other.birthDate !== null) return [datesReason(one.birthDate, other.birthDate)];
  const years = [yearOf(one), yearOf(other)] as const;
  if (years[0] === null || years[1] === null) return [];
  const apart = Math.abs(years[0] - years[1]);
  if (apart === 0) return ['birth_year_same'];
  // A year alone is often told as «about».
  return apart === 1 ? [] : ['birth_differs'];
}

const yearOf = ({ birthDate, birthYear }: Birth): number | null =>
  birthDate === null ? birthYear : Number(birthDate.slice(0, 4));

function datesReason(one: string, other: string): BirthReason {
  if (one === other) return 'birth_same';
  const [year, month, day] = one.split('-');
  if (other === `${year}-${day}-${month}`) return 'birth_swapped';
  const wrong = [...one].filter((digit, at) => digit !== other[at]).length;
  return wrong === 1 ? 'birth_one_digit' : 'birth_differs';
}
