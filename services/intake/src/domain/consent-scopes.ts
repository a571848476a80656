import settings from './consent-scope-settings.json';

interface Naming {
  /** How many recipients have to be named when the scope is agreed to. */
  readonly atLeast: number;
  /** Who they are, in the users' word. */
  readonly who: string;
}

const NAMING: Readonly<Record<string, Naming>> = settings.namingRecipients;

/** The scope under which a host learns the name. */
export const DISCLOSURE = 'provider_disclosure';

/**
 * Scopes that name their recipients, one by one: what is agreed to holds for the named ones and nobody else.
 * For family_contact nobody need be named yet: then the person agrees that family may be involved, and
 * nobody may be called until a key person is named.
 */
export const namingOf = (scope: string): Naming | undefined => NAMING[scope];
export const namesRecipients = (scope: string): boolean => namingOf(scope) !== undefined;

/** Scopes that carry a child's name out of the house: they need the guardian's word beside the child's own. */
export const needsGuardian = (scope: string): boolean => settings.belowGuardianAge.includes(scope);
