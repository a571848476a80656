import { type Connection, type PoolClient, Query } from 'pg';
import type { Writable } from 'node:stream';
import type { EntityManager } from 'typeorm';

const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
/** Of a message: its kind and its length, which counts itself. */
const HEAD = 5;
/** Most bytes of a UTF-16 unit in UTF-8. */
const WIDEST = 3;

/** A statement and the rows that it asks for, in one packet: nobody waits until it has asked. */
class CopyRows extends Query {
  constructor(
    text: string,
    rows: Buffer,
    readonly callback: (error: Error | null) => void,
  ) {
    super(text);
    const submit = this.submit.bind(this);
    this.submit = (connection) => {
      submit(connection);
      (connection as Connection & { readonly stream: Writable }).stream.write(rows);
    };
  }

  /** They are on their way. */
  handleCopyInResponse(): void {
    return;
  }
}

/**
 * `COPY … FROM STDIN` with rows in its text format (`copiedText`). Not for tables with row-level security, which the
 * database refuses: rows go into a temporary table and from there where they belong.
 */
export async function copyRows(db: EntityManager, text: string, rows: string): Promise<void> {
  const client = (await db.queryRunner?.connect()) as PoolClient | undefined;
  if (!client) throw new Error('Rows are copied inside a transaction.');
  await new Promise<void>((resolve, reject) => {
    const done = (error: Error | null): void => (error ? reject(error) : resolve());
    client.query(new CopyRows(text, messagesOf(rows), done));
  });
}

/** All rows as one message, and the one that ends them. */
function messagesOf(rows: string): Buffer {
  const room = Buffer.allocUnsafeSlow(HEAD + rows.length * WIDEST + HEAD);
  const end = HEAD + room.write(rows, HEAD);
  room[0] = COPY_DATA;
  room.writeUInt32BE(end - 1, 1);
  room[end] = COPY_DONE;
  room.writeUInt32BE(HEAD - 1, end + 1);
  return room.subarray(0, end + HEAD);
}

const NULL = '\\N';
const SPECIAL = /[\\\t\n\r]/;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One value as `COPY` reads it. */
export function copiedText(value: string | null): string {
  if (value === null) return NULL;
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign) : value;
}
