/** What can be chosen to be told with a sheet (code list referralItems), as it stands. The address is not among it (L09). */
export interface ReferralFacts {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly phone: string | null;
  readonly considerations: string | null;
  readonly chiefComplaint: string;
  readonly personWords: string | null;
  readonly wishes: string | null;
}

const FIELDS: Readonly<Record<string, keyof ReferralFacts>> = {
  name: 'name',
  kana: 'kana',
  birth_date: 'birthDate',
  gender: 'gender',
  phone: 'phone',
  considerations: 'considerations',
  chief_complaint: 'chiefComplaint',
  person_words: 'personWords',
  wishes: 'wishes',
};

/** Exactly the chosen items: what is not chosen is not there at all. */
export function chosenFacts(facts: ReferralFacts, items: readonly string[]): Partial<ReferralFacts> {
  const fields = items.flatMap((item) => FIELDS[item] ?? []);
  return Object.fromEntries(fields.map((field) => [field, facts[field]]));
}

/** A member of the household as far as a receiver may know. */
export interface MemberFacts {
  readonly relation: string;
  readonly livingApart: boolean;
}

export interface HouseholdTold {
  readonly number: number;
  readonly members?: readonly MemberFacts[];
}

/** As much of the household as was chosen (code list referralHousehold); null = nothing is known of it. */
export function householdTold(
  choice: string,
  members: readonly MemberFacts[] | null,
): { household?: HouseholdTold | null } {
  if (choice === 'none') return {};
  if (members === null) return { household: null };
  const number = members.filter(({ livingApart }) => !livingApart).length;
  return { household: choice === 'number' ? { number } : { number, members } };
}

/** Codes of what a sheet gives its receiver, for the record of shares. */
export const sharedItems = (sheet: {
  readonly items: readonly string[];
  readonly household: string;
}): readonly string[] => [
  'referral_sheet',
  ...sheet.items,
  ...(sheet.household === 'none' ? [] : [`household_${sheet.household}`]),
];
