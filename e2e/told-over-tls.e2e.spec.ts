import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../tools/until';
import { type OwnCertificate, ownCertificate } from './own-certificate';
import { type Host, World } from './world';

jest.setTimeout(180_000);

const HERE = '127.0.0.1';
/** Longer than a delivery that nobody recorded is kept from others (webhook-settings.json: leaseSeconds). */
const LEASE_MS = 130_000;
const TURN_MS = 30_000;

interface Told {
  readonly id: string;
  readonly signature: string;
  readonly body: string;
}

/** An organisation's own server behind TLS. */
class Receiver {
  readonly told: Told[] = [];
  /** What happens when a message is there, before it is answered. */
  meanwhile = (): Promise<void> => Promise.resolve();

  private constructor(private readonly server: Server) {}

  static async open(certificate: OwnCertificate): Promise<Receiver> {
    const server = createServer(certificate);
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { 'tsunagi-delivery': id, 'tsunagi-signature': signature } = request.headers;
        receiver.told.push({ id: String(id), signature: String(signature), body });
        void receiver.meanwhile().then(() => response.writeHead(204).end());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, HERE, resolve));
    return receiver;
  }

  get url(): string {
    return `https://${HERE}:${(this.server.address() as AddressInfo).port}/tsunagi`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Whether the first signature was made with this secret, over its time and the body. */
const isSigned = ({ signature, body }: Told, secret: string): boolean => {
  const [, seconds = '', hex] = /^t=(\d+),v1=([0-9a-f]+)/.exec(signature) ?? [];
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') === hex;
};

describe('an organisation that is told over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-tls-'));
  let world: World;
  let trusted: Receiver;
  let stranger: Receiver;

  beforeAll(async () => {
    const certificate = ownCertificate(HERE);
    const file = join(folder, 'trusted.pem');
    writeFileSync(file, certificate.cert);
    [trusted, stranger] = await Promise.all([Receiver.open(certificate), Receiver.open(ownCertificate(HERE))]);
    world = await World.start({ serviceEnv: { community: { NODE_EXTRA_CA_CERTS: file } } });
  });
  afterAll(async () => {
    trusted.close();
    stranger.close();
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  const hook = ({ orgId }: Host, { url }: Receiver) =>
    world.people
      .editor(orgId)
      .post<{ id: string; secret: string }>(`/organizations/${orgId}/webhooks`, { url, events: ['inquiry.arrived'] });
  const ended = async ({ orgId }: Host, webhookId: string) => {
    const path = `/webhooks/${webhookId}/deliveries`;
    type Deliveries = {
      readonly items: readonly { deliveryId: string; state: string; attempts: number; outcome: string | null }[];
    };
    return until(
      'the outcome of the delivery',
      async () => {
        const { items } = await world.people.editor(orgId).get<Deliveries>(path);
        return items.find(({ outcome }) => outcome !== null);
      },
      TURN_MS,
    );
  };

  it('is told, signed, where its certificate is trusted, and not at all where it is not', async () => {
    const [ours, other] = [await world.host('木工房'), await world.host('喫茶')];
    const [mine, theirs] = [await hook(ours, trusted), await hook(other, stranger)];
    const seeker = await world.seeker([ours, other]);
    await world.inquiries(seeker.requestId, [ours, other]);

    expect(await ended(ours, mine.id)).toMatchObject({ state: 'DELIVERED', attempts: 1, outcome: '204' });
    expect(trusted.told.map((told) => isSigned(told, mine.secret))).toEqual([true]);
    expect(await ended(other, theirs.id)).toMatchObject({ state: 'PENDING', attempts: 1, outcome: 'unreachable' });
    expect(stranger.told).toEqual([]);
  });

  it('is told again, under the same id, where the service dies between telling and writing it down', async () => {
    trusted.told.length = 0;
    const host = await world.host('織物');
    const { id: webhookId, secret } = await hook(host, trusted);
    let deaths = 0;
    trusted.meanwhile = async () => {
      if (deaths === 0) await world.system.kill('community');
      deaths += 1;
    };
    const seeker = await world.seeker([host]);
    await world.inquiries(seeker.requestId, [host]);
    await until('the first telling', () => Promise.resolve(deaths > 0 ? deaths : undefined), TURN_MS);
    await world.system.untilReady('community');
    await world.system.moveClock(LEASE_MS);

    expect(await ended(host, webhookId)).toMatchObject({ state: 'DELIVERED', attempts: 2, outcome: '204' });
    expect(trusted.told).toHaveLength(2);
    const [first, second] = trusted.told;
    expect(second?.id).toBe(first?.id);
    expect(second?.body).toBe(first?.body);
    expect(trusted.told.map((told) => isSigned(told, secret))).toEqual([true, true]);
  });
});
