import { SESSION_SETTINGS } from '../domain/session';

export interface Cookies {
  /** Holds the secret of a session. Sent from our own pages only. */
  readonly session: string;
  /** Holds a sealed sign-in that has begun. Sent also where the provider sends the browser back to us. */
  readonly attempt: string;
  /** Lines for `Set-Cookie`. */
  setSession(secret: string): string;
  setAttempt(sealed: string): string;
  clear(name: string): string;
}

/**
 * With `secure` the browser keeps our cookies for this host alone and for https, so that no neighbouring host and no
 * network can put one there (`__Host-`). Without, which is for plain http on the own machine, it would refuse them.
 */
export function cookiesFor(secure: boolean): Cookies {
  const prefix = secure ? '__Host-' : '';
  const session = `${prefix}tsunagi`;
  const attempt = `${prefix}tsunagi-sign-in`;
  const flags = `Path=/; HttpOnly${secure ? '; Secure' : ''}`;
  return {
    session,
    attempt,
    // No Max-Age: the browser forgets it when it is closed, and the server before that.
    setSession: (secret) => `${session}=${secret}; ${flags}; SameSite=Strict`,
    setAttempt: (sealed) => `${attempt}=${sealed}; ${flags}; SameSite=Lax; Max-Age=${SESSION_SETTINGS.attemptSeconds}`,
    clear: (name) => `${name}=; ${flags}; SameSite=Strict; Max-Age=0`,
  };
}

/** All values of this name: more than one means that somebody else put one there. */
export const cookieValues = (header: string | undefined, name: string): readonly string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
