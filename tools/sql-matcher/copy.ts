import type { Client, Connection, Submittable } from 'pg';

/** What a connection of pg can do besides what its types say. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: NodeJS.WritableStream & { readonly writableNeedDrain: boolean };
}

/** COPY … FROM STDIN in text form: rows as they come, never all of them in memory. */
class CopyIn implements Submittable {
  private connection: CopyConnection | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly chunks: Iterable<string>,
    private readonly done: (failure?: Error) => void,
  ) {}

  submit(connection: Connection): void {
    this.connection = connection as unknown as CopyConnection;
    this.connection.query(this.text);
  }

  handleCopyInResponse(): void {
    void this.send();
  }

  handleCommandComplete(): void {
    // The rows are counted by whoever asks.
  }

  /** The client lets go of a query that failed: nothing comes after this. */
  handleError(failure: Error): void {
    this.failure ??= failure;
    this.done(this.failure);
  }

  handleReadyForQuery(): void {
    this.done();
  }

  private async send(): Promise<void> {
    const { connection } = this;
    if (connection === undefined) return;
    try {
      for (const chunk of this.chunks) {
        connection.sendCopyFromChunk(Buffer.from(chunk));
        if (connection.stream.writableNeedDrain)
          await new Promise((drained) => connection.stream.once('drain', drained));
        if (this.failure !== undefined) return;
      }
      connection.endCopyFrom();
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('COPY was stopped.');
      connection.sendCopyFail('stopped');
    }
  }
}

/** `lines`: rows in COPY's text form without their end. */
export function copyIn(client: Client, target: string, lines: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = `COPY ${target} FROM STDIN`;
    client.query(new CopyIn(text, chunked(lines), (failure) => (failure ? reject(failure) : resolve())));
  });
}

const CHUNK = 1 << 17;

function* chunked(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
