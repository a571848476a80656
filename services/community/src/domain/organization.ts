import { type Actor, AppError, type FieldProblem, hasRole, invalid } from '#libs/kernel';
import { corporateCheckDigit } from './imports/identifiers';

/** How it is reached; of the organisation, never of a person. */
export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
}

/** Whom to ask for there, in their function: office telephone and mail only. */
export interface ContactPerson {
  readonly title: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** First and last local day of an organisation's contract; null = not said, or without an end. */
export interface ContractTerm {
  readonly contractFrom: string | null;
  readonly contractUntil: string | null;
}

/** What somebody says of an organisation; unknown is null. */
export interface OrganizationDescription extends ContractTerm {
  readonly name: string;
  readonly kind: string;
  readonly contact: Contact | null;
  readonly contactPeople: readonly ContactPerson[];
  readonly corporateNumber: string | null;
}

type Given<T> = { readonly [F in keyof T]?: T[F] | null | undefined };

type GivenOrganization = Pick<OrganizationDescription, 'name' | 'kind'> &
  Given<ContractTerm & Pick<OrganizationDescription, 'corporateNumber'>> & {
    readonly contact?: Given<Contact> | null;
    readonly contactPeople?: readonly (Given<ContactPerson> & Pick<ContactPerson, 'title'>)[] | null;
  };

/** What was left out is unknown. 400 `organization.corporate-number`, `organization.term`. */
export function organizationOf(given: GivenOrganization): OrganizationDescription {
  const { contact, corporateNumber = null, contractFrom = null, contractUntil = null } = given;
  refuseWrongNumber(corporateNumber);
  refuseBackwardsTerm({ contractFrom, contractUntil });
  return {
    name: given.name,
    kind: given.kind,
    contact: contact
      ? { phone: contact.phone ?? null, email: contact.email ?? null, website: contact.website ?? null }
      : null,
    contactPeople: (given.contactPeople ?? []).map(({ title, name, phone, email }) => ({
      title,
      name: name ?? null,
      phone: phone ?? null,
      email: email ?? null,
    })),
    corporateNumber,
    contractFrom,
    contractUntil,
  };
}

function refuseWrongNumber(corporateNumber: string | null): void {
  if (corporateNumber === null || isCorporateNumber(corporateNumber)) return;
  throw refusal('organization.corporate-number', {
    field: 'corporateNumber',
    rule: 'checkDigit',
    mend: '法人番号の検査数字が合いません。13 桁を確かめて入力し直してください',
  });
}

function refuseBackwardsTerm({ contractFrom, contractUntil }: ContractTerm): void {
  if (contractFrom === null || contractUntil === null || contractFrom <= contractUntil) return;
  throw refusal('organization.term', {
    field: 'contractUntil',
    rule: 'atLeastFrom',
    mend: '契約の終わりは始まりの日以後にしてください',
  });
}

const refusal = (code: string, problem: FieldProblem): Error => invalid(code, `${problem.field} is wrong.`, [problem]);

/** 13 digits of which the first checks the others. */
export const isCorporateNumber = (text: string): boolean =>
  /^[1-9][0-9]{12}$/.test(text) && text.startsWith(corporateCheckDigit(text.slice(1)));

/** Does the organisation's contract hold on this local day? One without any term is not bound by days. */
export function contractHolds({ contractFrom, contractUntil }: ContractTerm, today: string): boolean {
  return (contractFrom === null || contractFrom <= today) && (contractUntil === null || today <= contractUntil);
}

/**
 * 409 `contract.ended` where the organisation's own people act outside its contract; the coordinator may still write
 * down what they say.
 */
export function refuseOutsideContract(actor: Actor, term: ContractTerm, today: string): void {
  if (contractHolds(term, today) || hasRole(actor, 'COMMUNITY_COORDINATOR', 'SYSTEM')) return;
  throw new AppError('conflict', 'contract.ended', 'The contract of the organisation does not hold today.', [
    { field: 'contract', rule: 'holds', mend: '契約期間の外です。自治体の地域福祉コーディネーターに連絡してください' },
  ]);
}
