import { type Cookies, cookiesFor } from './cookies';
import type { SignInSettings } from './relying-party';

export const BROWSERS = Symbol('browsers');

/** What browsers and the gateway know of each other. */
export interface Browsers {
  /** Scheme, host and port of our own pages. */
  readonly origin: string;
  readonly cookies: Cookies;
}

export const browsersOf = ({ publicUrl, secureCookies }: SignInSettings): Browsers => ({
  origin: publicUrl,
  cookies: cookiesFor(secureCookies),
});
