import { type Client, type Connection, Query } from 'pg';

interface CopyTarget extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** A statement that is followed by rows. */
class CopyIn extends Query {
  constructor(
    text: string,
    private readonly given: Buffer,
  ) {
    super(text);
  }

  handleCopyInResponse(connection: CopyTarget): void {
    connection.sendCopyFromChunk(this.given);
    connection.endCopyFrom();
  }
}

/** A statement that gives rows as COPY writes them. */
class CopyOut extends Query {
  readonly chunks: Buffer[] = [];

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The parser writes its next message over this one.
    this.chunks.push(Buffer.from(chunk));
  }
}

const done = (client: Client, copy: Query): Promise<void> =>
  new Promise((resolve, reject) => {
    Object.assign(copy, { callback: (error: Error | null) => (error ? reject(error) : resolve()) });
    client.query(copy as never);
  });

/** `COPY … TO STDOUT`. */
export async function copyOut(client: Client, text: string): Promise<Buffer> {
  const copy = new CopyOut(text);
  await done(client, copy);
  return Buffer.concat(copy.chunks);
}

/** `COPY … FROM STDIN`. */
export const copyIn = (client: Client, text: string, rows: Buffer): Promise<void> =>
  done(client, new CopyIn(text, rows));
