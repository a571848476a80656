import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import type { ServiceName } from '#libs/kernel';

const NANOS = 1_000_000;
const ACK_WAIT_MS = 30_000;
const DAYS_30_MS = 30 * 24 * 60 * 60 * 1000;

export const streamOf = (speaker: ServiceName): string => `EVT_${speaker.toUpperCase()}`;
export const durableOf = (listener: ServiceName, speaker: ServiceName): string => `${listener}-on-${speaker}`;
export const speakerOf = (subject: string): ServiceName => subject.split('.')[1] as ServiceName;

/** Who listens to whom, and which of the speaker's subjects. */
export interface Listening {
  readonly listener: ServiceName;
  readonly subjects: readonly string[];
}

export interface ProvisionOptions {
  /** Copies of a stream in a cluster: 1, 3 or 5. */
  readonly replicas?: number;
  /** A message that was not acknowledged for so long is delivered again. */
  readonly ackWaitMs?: number;
}

/**
 * Creates or updates the stream of each speaker and the durable of each listener. Safe to repeat;
 * run by the provision step with the administrator's login, never by a service.
 */
export async function provision(
  manager: JetStreamManager,
  speakers: readonly ServiceName[],
  listeners: readonly Listening[],
  { replicas = 1, ackWaitMs = ACK_WAIT_MS }: ProvisionOptions = {},
): Promise<void> {
  for (const speaker of speakers) await provisionStream(manager, speaker, replicas);
  for (const { listener, subjects } of listeners) {
    for (const speaker of new Set(subjects.map(speakerOf))) {
      await provisionDurable(
        manager,
        listener,
        speaker,
        subjects.filter((subject) => speakerOf(subject) === speaker),
        ackWaitMs,
      );
    }
  }
}

async function provisionStream(manager: JetStreamManager, speaker: ServiceName, replicas: number): Promise<void> {
  const name = streamOf(speaker);
  const wanted = {
    subjects: [`evt.${speaker}.>`],
    max_age: DAYS_30_MS * NANOS,
    max_msg_size: 256 * 1024,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    allow_direct: false,
    duplicate_window: 120_000 * NANOS,
  };
  if (await exists(() => manager.streams.info(name))) {
    await manager.streams.update(name, wanted);
    return;
  }
  await manager.streams.add({
    ...wanted,
    name,
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    deny_delete: true,
    deny_purge: true,
  });
}

async function provisionDurable(
  manager: JetStreamManager,
  listener: ServiceName,
  speaker: ServiceName,
  subjects: readonly string[],
  ackWaitMs: number,
): Promise<void> {
  const stream = streamOf(speaker);
  const name = durableOf(listener, speaker);
  const wanted = {
    filter_subjects: [...subjects].sort(),
    ack_wait: ackWaitMs * NANOS,
    max_deliver: -1,
    max_ack_pending: 1_000,
  };
  if (await exists(() => manager.consumers.info(stream, name))) {
    await manager.consumers.update(stream, name, wanted);
    return;
  }
  await manager.consumers.add(stream, {
    ...wanted,
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
  });
}

async function exists(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (/not found/i.test(String((error as Error).message))) return false;
    throw error;
  }
}
