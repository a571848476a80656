import { SERVICES, type ServiceName } from '#libs/kernel';

/** How often each probe is in a table. */
export type Counts = ReadonlyMap<string, number>;

/** Counted by reading every database at the end, not by asking the services. */
export interface Verdict {
  readonly acked: number;
  /** Acknowledged to the client, but not there. */
  readonly lostAcks: number;
  /** Said, but not heard by a listener. */
  readonly lost: number;
  /** Heard more than once by a listener, or written twice by the speaker. */
  readonly duplicated: number;
  /** Heard, but never said. */
  readonly phantom: number;
}

/** `acked`: «<speaker> <probe>»; `said` and `heard`: what the databases of the services hold. */
export function verdictOf(
  acked: ReadonlySet<string>,
  said: ReadonlyMap<ServiceName, Counts>,
  heard: ReadonlyMap<ServiceName, Counts>,
): Verdict {
  const everSaid = new Set([...said.values()].flatMap((counts) => [...counts.keys()]));
  const isThere = (ack: string): boolean => {
    const [speaker, probeId] = ack.split(' ') as [ServiceName, string];
    return said.get(speaker)?.has(probeId) === true;
  };
  const missing = (speaker: ServiceName, probeId: string): number =>
    SERVICES.filter((listener) => listener !== speaker && !heard.get(listener)?.has(probeId)).length;
  return {
    acked: acked.size,
    lostAcks: [...acked].filter((ack) => !isThere(ack)).length,
    lost: sum([...said].map(([speaker, probes]) => sum([...probes.keys()].map((probe) => missing(speaker, probe))))),
    duplicated: sum([...said.values(), ...heard.values()].map(repeated)),
    phantom: sum([...heard.values()].map((probes) => [...probes.keys()].filter((each) => !everSaid.has(each)).length)),
  };
}

const repeated = (probes: Counts): number => [...probes.values()].filter((count) => count > 1).length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
