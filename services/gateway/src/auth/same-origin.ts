import { type AppError, forbidden } from '#libs/kernel';
import type { IncomingHttpHeaders } from 'node:http';

/** A header that no other site can make a browser send without asking us first, and we allow nobody. */
const CONSOLE_HEADER = 'x-tsunagi-console';

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Refuses what another site may have made the browser of a signed-in person send: 403 `csrf.refused`. Reads too,
 * where the browser says that they come from elsewhere. A change has to say where it comes from.
 */
export function checkSameOrigin({ method, headers }: Asked, ownOrigin: string): void {
  if (cameFromElsewhere(headers, ownOrigin)) throw refused();
  if (method === 'GET' || method === 'HEAD') return;
  const told = headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin';
  if (!told || headers[CONSOLE_HEADER] !== '1') throw refused();
}

function cameFromElsewhere(
  { origin, 'sec-fetch-site': site = 'none' }: IncomingHttpHeaders,
  ownOrigin: string,
): boolean {
  return (origin !== undefined && origin !== ownOrigin) || !['same-origin', 'none'].includes(String(site));
}

const refused = (): AppError => forbidden('csrf.refused', 'This request does not come from our own pages.');
