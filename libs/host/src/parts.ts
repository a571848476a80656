import type { Provider, Type } from '@nestjs/common';
import type { ServiceDefinition } from './run-service';

type Store = ServiceDefinition['store'];

/** A part of a service: its doors, what works behind them, and where it is stored. */
export interface Part {
  readonly doors: readonly Type[];
  /** Commands, queries and timers. */
  readonly providers: readonly Provider[];
  readonly tables: Store['entities'];
  readonly migrations: Store['migrations'];
}

class PartsModule {}

/** A service that consists of its parts. Migrations run in the order of their names. */
export function serviceOf(
  { name, config }: Pick<ServiceDefinition, 'name' | 'config'>,
  parts: readonly Part[],
): ServiceDefinition {
  return {
    name,
    config,
    module: () => ({
      module: PartsModule,
      controllers: parts.flatMap(({ doors }) => doors),
      providers: parts.flatMap(({ providers }) => providers),
    }),
    store: {
      entities: parts.flatMap(({ tables }) => tables),
      migrations: parts.flatMap(({ migrations }) => migrations),
    },
  };
}
