import { SERVICES } from '#libs/kernel';
import type { Service } from './embedded/services';
import { localSystem } from './local-system';
import { republish } from './republish';
import { fail, Refusal, say, step } from './say';

/**
 * Puts streams and consumers in place and publishes the events of the last 30 days again. Works on the
 * system of this checkout, or on another one given by TSUNAGI_NATS_URL, TSUNAGI_NATS_USER,
 * TSUNAGI_NATS_PASSWORD and TSUNAGI_<SERVICE>_OWNER_DATABASE_URL of all five services.
 */
async function main(): Promise<void> {
  const { databases, bus } =
    process.env['TSUNAGI_INTAKE_OWNER_DATABASE_URL'] === undefined ? localSystem() : fromEnvironment();
  const again = await step('publishing again', () => republish(databases, bus));
  say(`${again} events are published again; who had them drops them.`);
}

function fromEnvironment() {
  const needed = (name: string): string => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new Refusal(`${name} is missing.`);
    return value;
  };
  const urls = SERVICES.map((service) => [
    service,
    { ownerUrl: needed(`TSUNAGI_${service.toUpperCase()}_OWNER_DATABASE_URL`) },
  ]);
  return {
    databases: Object.fromEntries(urls) as Record<Service, { ownerUrl: string }>,
    bus: {
      url: needed('TSUNAGI_NATS_URL'),
      user: needed('TSUNAGI_NATS_USER'),
      password: needed('TSUNAGI_NATS_PASSWORD'),
    },
  };
}

main().catch(fail);
