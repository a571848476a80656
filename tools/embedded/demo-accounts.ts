import accounts from './demo-accounts.json';

/** One invented account per role. Each is a person of the sign-in form and a client for scripts. */
export interface DemoAccount {
  /** Subject of its tokens and id of its client. */
  readonly id: string;
  /** Shown in the sign-in form only; never part of a token. */
  readonly label: string;
  readonly role: string;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = accounts;

export const accountOfRole = (role: string): DemoAccount | undefined =>
  DEMO_ACCOUNTS.find((account) => account.role === role);
