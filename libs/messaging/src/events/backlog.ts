import { type ConsumerInfo, JetStreamApiError, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import type { ServiceName } from '#libs/kernel';
import type { BusConnection } from '../bus-connection';
import { durableOf, streamOf } from '../topology';

const LOOK_MS = 100;
/** JetStream's own codes. */
const CONSUMER_NOT_FOUND = 10_014;
const STREAM_NOT_FOUND = 10_059;

/**
 * What was said before a service began to listen, and how much of it is handled. It ends: every event is
 * handled, kept as a dead letter, or was tried once and waits for something else (unless it ends a
 * permission). What a dead replica had taken comes again after the durable's ack_wait.
 */
export class Backlog {
  /** Last message of each stream when it was looked at first. */
  private readonly marks = new Map<ServiceName, number>();
  /** Tried, and put off: by stream and sequence. */
  private readonly postponed = new Map<string, Set<number>>();
  private over = false;

  constructor(
    private readonly listener: ServiceName,
    private readonly bus: BusConnection,
    private readonly onError: (error: unknown) => void,
  ) {}

  async workedOff(speakers: readonly ServiceName[]): Promise<void> {
    const behind = new Set(speakers);
    while (behind.size > 0 && !this.over) {
      for (const speaker of behind) {
        const done = await this.isWorkedOff(speaker).catch((error: unknown) => {
          this.onError(error);
          return false;
        });
        if (done) behind.delete(speaker);
      }
      if (behind.size > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    this.over = true;
    this.postponed.clear();
  }

  /** The service leaves: nobody waits any more. */
  giveUp(): void {
    this.over = true;
  }

  handled({ info: { stream, streamSequence } }: JsMsg, putOff: boolean): void {
    if (this.over) return;
    const those = this.postponed.get(stream) ?? new Set();
    if (putOff) those.add(streamSequence);
    else those.delete(streamSequence);
    this.postponed.set(stream, those);
  }

  private async isWorkedOff(speaker: ServiceName): Promise<boolean> {
    const stream = streamOf(speaker);
    const manager = await this.bus.manager();
    const last = this.marks.get(speaker) ?? (await lastOf(manager, stream));
    this.marks.set(speaker, last);
    const info = await durable(manager, stream, durableOf(this.listener, speaker));
    // Never provisioned: nothing was promised to it.
    if (info === undefined) return true;
    const open = info.num_pending + info.num_ack_pending - (this.postponed.get(stream)?.size ?? 0);
    return info.ack_floor.stream_seq >= last || open <= 0;
  }
}

const lastOf = async (manager: JetStreamManager, stream: string): Promise<number> =>
  (await unlessMissing(manager.streams.info(stream)))?.state.last_seq ?? 0;

const durable = (manager: JetStreamManager, stream: string, name: string): Promise<ConsumerInfo | undefined> =>
  unlessMissing(manager.consumers.info(stream, name));

async function unlessMissing<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    const missing = error instanceof JetStreamApiError && [CONSUMER_NOT_FOUND, STREAM_NOT_FOUND].includes(error.code);
    if (missing) return undefined;
    throw error;
  }
}
