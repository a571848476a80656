import { conflict, type FieldProblem, invalid } from '#libs/kernel';
import settings from './webhook-settings.json';

/** Only this machine itself may be told without https, and not in production. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** 400 `webhook.url` for an address that nothing is sent to. Where it leads is looked at again before each sending. */
export function refuseAddress(text: string, loopbackToo: boolean): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || isAdorned(url)) throw wrong('認証情報や # のない URL を');
  const own = LOOPBACK.test(url.hostname);
  if (own && loopbackToo && /^https?:$/.test(url.protocol)) return;
  if (own || !isPublic(url)) throw wrong('https:// で始まる公開の URL を');
  if (!settings.ports.includes(url.port)) throw wrong('ポート 443 か 8443 の URL を');
}

const isAdorned = ({ username, password, hash }: URL): boolean => username !== '' || password !== '' || hash !== '';

/** A name without a dot is one of our own network. */
const isPublic = ({ protocol, hostname }: URL): boolean => protocol === 'https:' && /[.:]/.test(hostname);

function wrong(what: string): Error {
  const problem: FieldProblem = { field: 'url', rule: 'webhookUrl', mend: `${what}指定してください` };
  return invalid('webhook.url', 'Nothing is sent to this address.', [problem]);
}

export function refuseEnded(state: string): void {
  if (state === 'ENDED') throw conflict('webhook.ended', 'It has ended.');
}

export function refuseTooMany(count: number): void {
  if (count >= settings.perOrganization) {
    throw conflict('webhook.too-many', `An organisation has at most ${settings.perOrganization}.`);
  }
}

/** A try went well where the receiver says so; a redirect is no yes, for nobody follows it. */
export const isTaken = (outcome: string): boolean => /^2\d\d$/.test(outcome);

/**
 * Seconds until the next try after so many; null = no more. Each wait is longer than the one before, up to a limit, and a
 * little longer or shorter by chance (`random` from 0 to 1), so that not everybody comes back at once.
 */
export function waitAfter(attempts: number, random: number): number | null {
  if (attempts >= settings.attempts) return null;
  const wait = settings.firstDelaySeconds * settings.factor ** (attempts - 1);
  const spread = 1 + settings.jitter * (2 * random - 1);
  return Math.round(Math.min(wait, settings.longestDelaySeconds) * spread);
}
