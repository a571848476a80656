import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt, encrypt } from './aes-gcm';
import { TransitKek } from './transit-kek';

interface Asked {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

interface Answer {
  readonly status: number;
  readonly data?: object;
}

/** A small transit engine: keeps its keys, and answers whoever has the token. */
class Engine {
  readonly keys = [createSecretKey(randomBytes(32))];
  token = 'first';
  readonly server: Server = createServer((request, reply) => {
    void this.answer(request).then(({ status, data }) => {
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
  });

  private async answer(request: IncomingMessage): Promise<Answer> {
    if (request.headers['x-vault-token'] !== this.token) return { status: 403 };
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Asked;
    if (request.url === '/v1/transit/encrypt/words') return this.encrypt(asked);
    if (request.url === '/v1/transit/decrypt/words') return this.decrypt(asked);
    return { status: 200, data: { latest_version: this.keys.length } };
  }

  private encrypt({ plaintext = '', associated_data = '' }: Asked): Answer {
    const key = this.keys.at(-1);
    const sealed = key && encrypt(key, Buffer.from(plaintext, 'base64'), associated_data).toString('base64');
    return { status: 200, data: { ciphertext: `vault:v${this.keys.length}:${sealed}` } };
  }

  private decrypt({ ciphertext = '', associated_data = '' }: Asked): Answer {
    const [, version, text = ''] = /^vault:v(\d+):(.*)$/.exec(ciphertext) ?? [];
    const key = this.keys[Number(version) - 1];
    const clear = key && decrypt(key, Buffer.from(text, 'base64'), associated_data);
    return clear ? { status: 200, data: { plaintext: clear.toString('base64') } } : { status: 400 };
  }
}

describe('a key management service', () => {
  const engine = new Engine();
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-kms-spec-'));
  const tokenFile = join(dir, 'token');
  let kek: TransitKek;

  beforeAll(async () => {
    writeFileSync(tokenFile, 'first\n');
    await new Promise<void>((resolve) => engine.server.listen(0, '127.0.0.1', resolve));
    const { port } = engine.server.address() as AddressInfo;
    kek = new TransitKek({ url: `http://127.0.0.1:${port}/v1/transit`, key: 'words', tokenFile });
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    await new Promise((resolve) => engine.server.close(resolve));
  });

  it('wraps and unwraps, also what an older version wrapped', async () => {
    const key = randomBytes(32);
    const before = await kek.wrap(key, 'a');
    expect(before).toMatch(/^v1\./);
    engine.keys.push(createSecretKey(randomBytes(32)));
    expect(await kek.current()).toBe(2);
    expect(await kek.wrap(key, 'a')).toMatch(/^v2\./);
    expect(await kek.unwrap(before, 'a')).toEqual(key);
    await expect(kek.unwrap(before, 'b')).rejects.toMatchObject({ code: 'record.damaged' });
  });

  it('lets in whoever has the token of now', async () => {
    engine.token = 'second';
    const wrapping = kek.wrap(randomBytes(32), 'a');
    await expect(wrapping).rejects.toMatchObject({ code: 'keys.unreachable', kind: 'unavailable' });
    writeFileSync(tokenFile, 'second');
    expect(await kek.wrap(randomBytes(32), 'a')).toMatch(/^v\d\./);
  });

  it('may be away, and is then said to be', async () => {
    const away = new TransitKek({ url: 'http://127.0.0.1:1/v1/transit', key: 'words', tokenFile });
    await expect(away.current()).rejects.toMatchObject({ code: 'keys.unreachable', kind: 'unavailable' });
  });
});
