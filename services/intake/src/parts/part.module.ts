import type { Provider, Type } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';

type Store = ServiceDefinition['store'];

/** A part of intake: its doors, what works behind them, and where it is stored. */
export interface Part {
  readonly doors: readonly Type[];
  /** Commands, queries and timers. */
  readonly providers: readonly Provider[];
  readonly tables: Store['entities'];
  readonly migrations: Store['migrations'];
}
