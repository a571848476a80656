import versions from './rules-version.json';

/** A version of rules, scores and words, with the fingerprints of what it answers to the cases of its spec. */
export interface RulesVersion {
  readonly rules: string;
  /** SHA-256 of the answers. */
  readonly answers: string;
  /** SHA-256 of the national settings. */
  readonly settings: string;
}

/** Every version there was, oldest first. What answers differently is another version: add one, change none. */
export const RULES_VERSIONS: readonly RulesVersion[] = versions;

/** The version of this build. Every ranking keeps it. */
export const RULES_VERSION: string = RULES_VERSIONS.at(-1)?.rules ?? '';
