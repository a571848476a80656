import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway in front of the real one that breaks on one kind of text: the campaign has to find it. */
export class PlantedFault {
  private constructor(
    private readonly server: Server,
    readonly baseUrl: string,
  ) {}

  static async before(baseUrl: string): Promise<PlantedFault> {
    const server = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        if (body.includes('ゑ') && body.includes('consentState')) return void reply.writeHead(500).end('broken');
        void passOn(`${baseUrl}${request.url ?? ''}`, request.method ?? 'GET', request.headers, body).then((answer) =>
          reply.writeHead(answer.status, answer.headers).end(answer.bytes),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlantedFault(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function passOn(
  url: string,
  method: string,
  given: NodeJS.Dict<string | string[]>,
  body: Buffer,
): Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly bytes: Buffer }> {
  const names = ['authorization', 'content-type', 'idempotency-key', 'if-match'];
  const headers = Object.fromEntries(
    names.flatMap((name) => (given[name] === undefined ? [] : [[name, String(given[name])]])),
  );
  const answer = await fetch(url, { method, headers, ...(body.length > 0 && { body: new Uint8Array(body) }) });
  const kept = ['content-type', 'x-correlation-id'].map((name) => [name, answer.headers.get(name) ?? '']);
  return {
    status: answer.status,
    headers: Object.fromEntries(kept) as Record<string, string>,
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}
