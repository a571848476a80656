import type { Service } from './embedded/services';

/** How to start a system. Everything has a default that fits a test: a temporary folder, free ports, no words. */
export interface SystemOptions {
  /** Data folder; without it a temporary one that is removed at the end. */
  readonly dataDir?: string;
  /** Public port; 0 or nothing means any free one. */
  readonly httpPort?: number;
  readonly environment?: 'development' | 'test';
  /** Municipalities to register; default: the fictional city さくら野市 (990019). */
  readonly tenants?: readonly string[];
  /** Which services to run; default: all. */
  readonly services?: readonly Service[];
  /** Number of processes of a service; default 1. */
  readonly replicas?: Readonly<Partial<Record<Service, number>>>;
  /** Added to the environment of every service. */
  readonly env?: NodeJS.ProcessEnv;
  /** Added to the environment of one service. */
  readonly serviceEnv?: Readonly<Partial<Record<Service, NodeJS.ProcessEnv>>>;
  /** false: a power cut may take everything; kill -9 loses nothing either way. Default: true for development, false for test. */
  readonly durable?: boolean;
  /** Shows the steps in the terminal. Default: silent. */
  readonly progress?: boolean;
  /** Ends the start; what has been started is stopped and the promise rejected. */
  readonly signal?: AbortSignal;
  /** Hears of processes that ended unasked and are started again. */
  readonly onRestart?: (instance: string, why: string) => void;
  /** Scripts to run instead of the built ones: for the tests of this tooling. */
  readonly scripts?: Scripts;
}

export interface Scripts {
  readonly service: (service: Service) => string;
  readonly provision: string;
}

export const SAKURANO = '990019';
