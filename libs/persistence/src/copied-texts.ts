import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';

/** Signs that COPY writes in two. */
const WRITTEN: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

interface Seen {
  readonly tenant: string;
  /** A snapshot that a transaction exported, which is still open. */
  readonly snapshot: string;
}

/**
 * Reads the one column of a query, row by row, as the database sends it: no object for each row, and no wait between
 * them. On a connection of its own, as COPY shares none with other statements and takes as long as its reader.
 */
export class CopiedTexts {
  private connected: Promise<Client> | undefined;

  constructor(private readonly source: DataSource) {}

  /** `rows`: without parameters; no row of it is NULL. Whoever stops early closes this. */
  async *of({ tenant, snapshot }: Seen, rows: string): AsyncGenerator<Iterable<string>> {
    const client = await (this.connected ??= this.connect());
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
    await client.query(`SELECT set_config('tsunagi.tenant', $1, true)`, [tenant]);
    yield* linesOf(client.query(to(`COPY (${rows}) TO STDOUT`)).setEncoding('utf8'));
    await client.query('COMMIT');
  }

  async close(): Promise<void> {
    const client = await this.connected?.catch(() => undefined);
    await client?.end();
  }

  private async connect(): Promise<Client> {
    const { url, applicationName } = this.source.options as { readonly url: string; readonly applicationName: string };
    const client = new Client({ connectionString: url, application_name: applicationName, keepAlive: true });
    // Whoever reads hears of a lost connection by the stream; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}

async function* linesOf(stream: Readable): AsyncGenerator<Iterable<string>> {
  let rest = '';
  for await (const chunk of stream) {
    const text = rest + (chunk as string);
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    yield linesIn(text, end);
  }
}

function* linesIn(text: string, end: number): Generator<string> {
  for (let from = 0; from < end;) {
    const to = text.indexOf('\n', from);
    const line = text.slice(from, to);
    yield line.includes('\\') ? line.replace(/\\(.)/g, (_, sign: string) => WRITTEN[sign] ?? sign) : line;
    from = to + 1;
  }
}
