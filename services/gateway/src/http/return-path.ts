import { invalid } from '#libs/kernel';

const LONGEST = 512;
/** Characters of RFC 3986 without quotes and backslash. */
const PATH = /^\/[A-Za-z0-9\-._~%!$&()*+,;=:@/?#[\]]*$/;

/**
 * A page of ours to go to after the sign-in. Whatever a browser could take for another host, or for
 * something that is no page, is refused: 400 `sign-in.to`.
 */
export function returnPathOf(to: string, ownOrigin: string): string {
  if (to.length > LONGEST || !PATH.test(to) || to.startsWith('//')) throw refused();
  const url = URL.canParse(to, ownOrigin) ? new URL(to, ownOrigin) : undefined;
  // «/.//host» is no other host here, and becomes one where somebody shortens it.
  if (url?.origin !== ownOrigin || url.pathname.startsWith('//') || url.pathname.startsWith('/auth/')) throw refused();
  return `${url.pathname}${url.search}${url.hash}`;
}

const refused = () =>
  invalid('sign-in.to', 'to: a path of this site.', [
    { field: 'to', rule: 'isOwnPath', mend: 'このサイトの中のパス(/ で始まるもの)を指定してください' },
  ]);
