import { createHmac } from 'node:crypto';

/**
 * `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 over time, a dot and the body, once with each secret that is valid, so that
 * a receiver may change over in its own time. The time lets it refuse what somebody recorded and sends again.
 */
export function signatureOf(body: string, seconds: number, secrets: readonly string[]): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  );
  return [`t=${seconds}`, ...signed].join(',');
}
