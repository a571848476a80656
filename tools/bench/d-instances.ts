import { randomUUID } from 'node:crypto';
import type { HoldAnswer } from '#libs/contracts';
import { systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { createDataSource } from '#libs/persistence';
import { HoldPlacesCommand } from '../../services/matching/src/for-tools';

export type ReserveAt = (instance: number, menuId: string) => Promise<HoldAnswer>;

/** So many instances of matching's own command, each with its own connections; they share nothing but the database. */
export async function openInstances(
  count: number,
  url: string,
  tenant: string,
): Promise<{ readonly reserveAt: ReserveAt; close(): Promise<void> }> {
  const quiet = { nudge: () => undefined, publishNow: () => Promise.resolve() };
  const sources = Array.from({ length: count }, (_, index) =>
    createDataSource({ url, applicationName: `bench-${index}`, entities: [], migrations: [], poolSize: 10 }),
  );
  const commands: HoldPlacesCommand[] = [];
  for (const source of sources) {
    await source.initialize();
    commands.push(new HoldPlacesCommand(new UnitOfWork(source, quiet)));
  }
  const actor = systemActor('gateway', tenant);
  return {
    reserveAt: (instance, menuId) => {
      const reservationId = randomUUID();
      const once = { kind: 'key' as const, key: reservationId, fingerprint: reservationId };
      const command = commands[instance];
      if (!command) throw new Error(`There is no instance ${instance}.`);
      return command.reserve(
        { menuId, reservationId, outOfSystem: false },
        { tenant, actor, correlationId: reservationId, once },
      );
    },
    close: async () => {
      for (const source of sources) await source.destroy();
    },
  };
}
