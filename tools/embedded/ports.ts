import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

export type PortProblem = 'taken' | 'forbidden';

/** Why this port cannot be listened on, on any address of this machine; undefined if it can. */
export async function portProblem(port: number): Promise<PortProblem | undefined> {
  for (const host of ['0.0.0.0', '::']) {
    const code = await listen(port, host).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (code === 'EADDRINUSE') return 'taken';
    if (code === 'EACCES') return 'forbidden';
  }
  return undefined;
}

const isFree = (port: number): Promise<boolean> =>
  listen(port, LOOPBACK).then(
    () => true,
    () => false,
  );

/**
 * A free port of the loopback address. `wish` is given back if it is still free: addresses that were
 * written down by someone, such as the issuer of tokens, then stay as they were.
 */
export async function freePort(wish?: number): Promise<number> {
  if (wish !== undefined && wish > 0 && (await isFree(wish))) return remember(wish);
  for (;;) {
    const port = await listen(0, LOOPBACK);
    if (!given.has(port)) return remember(port);
  }
}

/** Given away in this process and perhaps not listened on yet. */
const given = new Set<number>();

function remember(port: number): number {
  given.add(port);
  return port;
}

function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.unref();
    server.on('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
