import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Message, WebhookReceiver } from './webhook-receiver';
import { signatureOf } from './webhook-signature';

const seen: string[] = [];
let server: Server;
let answer = (status: number): number => status;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.host}`);
    if (request.url === '/silent') return;
    response.writeHead(answer(200), { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen.length = 0;
  answer = (status) => status;
});

const message = (url: string): Message => ({
  deliveryId: 'd',
  event: 'inquiry.arrived',
  url,
  body: '{}',
  secrets: ['s'],
});
const port = (): number => (server.address() as AddressInfo).port;
const at = (...addresses: readonly string[]) =>
  jest.fn(() => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))));

describe('what an organisation is told', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback in IPv6', '::1'],
    ['loopback in IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['private in IPv4 in IPv6', '::ffff:10.0.0.1'],
    ['link-local: metadata of clouds', '169.254.169.254'],
    ['link-local in IPv6', 'fe80::1'],
    ['unique local: metadata in IPv6', 'fd00:ec2::254'],
    ['shared by providers', '100.100.100.200'],
    ['metadata at a public address', '168.63.129.16'],
    ['IPv4 behind a translation', '64:ff9b::a00:1'],
    ['nowhere', '0.0.0.0'],
    ['nowhere in IPv6', '::'],
    ['everybody', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['documentation', '192.0.2.1'],
  ])('never goes to an address that is %s (%s)', async (_, address) => {
    const receiver = new WebhookReceiver(false, at(address), 500);
    expect(await receiver.tell(message('https://example.org/'))).toBe('refused-address');
  });

  it('goes nowhere where one of several addresses is ours', async () => {
    const receiver = new WebhookReceiver(false, at('93.184.215.14', '10.0.0.1'), 500);
    expect(await receiver.tell(message('https://example.org/'))).toBe('refused-address');
  });

  it('goes to exactly the address that was looked at, which is looked at once', async () => {
    // The name exists nowhere: were it looked up again, nothing would be reached.
    const resolve = at('127.0.0.1');
    const receiver = new WebhookReceiver(true, resolve, 2_000);
    const url = `http://nowhere.invalid:${port()}/told`;
    expect(await receiver.tell(message(url))).toBe('200');
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(seen).toEqual([`POST /told nowhere.invalid:${port()}`]);
  });

  it('follows no redirect', async () => {
    answer = () => 307;
    expect(await new WebhookReceiver(true).tell(message(`http://127.0.0.1:${port()}/`))).toBe('307');
    expect(seen).toHaveLength(1);
  });

  it('waits for nobody who does not answer, resolves or is not there', async () => {
    const tell = (url: string, resolve = at('127.0.0.1')): Promise<string> =>
      new WebhookReceiver(true, resolve, 200).tell(message(url));
    expect(await tell(`http://127.0.0.1:${port()}/silent`)).toBe('timeout');
    expect(await tell('http://127.0.0.1:1/')).toBe('unreachable');
    expect(
      await tell(
        'http://a.invalid/',
        jest.fn(() => new Promise<never>(() => undefined)),
      ),
    ).toBe('timeout');
    expect(
      await tell(
        'http://a.invalid/',
        jest.fn(() => Promise.reject(new Error('ENOTFOUND'))),
      ),
    ).toBe('unreachable');
    expect(await tell('http://a.invalid/', at())).toBe('refused-address');
  });

  it('is signed over time and body, once with each secret', () => {
    const signed = signatureOf('{"a":1}', 1_700_000_000, ['new', 'old']);
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac new
    expect(signed).toMatch(
      /^t=1700000000,v1=3059c989fa84162df0f97ac049f47ef3901cb2d0450da51db83334ebd411d775,v1=[0-9a-f]{64}$/,
    );
    const [, first, second] = signed.split(',');
    expect(signatureOf('{"a":1}', 1_700_000_000, ['new'])).toBe(`t=1700000000,${first}`);
    expect(signatureOf('{"a":1}', 1_700_000_001, ['old'])).not.toContain(second);
  });
});
