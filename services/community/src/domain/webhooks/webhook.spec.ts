import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { isTaken, refuseAddress, waitAfter } from './webhook';
import settings from './webhook-settings.json';

const codeOf = (work: () => void): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
};

describe('the address of a webhook', () => {
  it.each([
    ['https://example.org/hook?x=1', false, 'taken'],
    ['https://example.org:8443/', false, 'taken'],
    ['https://example.org:22/', false, 'webhook.url'],
    ['http://example.org/', true, 'webhook.url'],
    ['https://user:pass@example.org/', true, 'webhook.url'],
    ['https://example.org/#part', true, 'webhook.url'],
    ['https://intake/', true, 'webhook.url'],
    ['file:///etc/passwd', true, 'webhook.url'],
    ['no url', true, 'webhook.url'],
    ['http://127.0.0.1:3000/', true, 'taken'],
    ['http://[::1]:3000/', true, 'taken'],
    ['https://0x7f000001/', false, 'webhook.url'],
    ['https://127.0.0.1/', false, 'webhook.url'],
    ['https://localhost/', false, 'webhook.url'],
  ])('%s (this machine too: %s) → %s', (url, loopbackToo, code) => {
    expect(codeOf(() => refuseAddress(url, loopbackToo))).toBe(code);
  });

  it('is never a bug', () => {
    fc.assert(fc.property(fc.string(), fc.boolean(), (url, own) => codeOf(() => refuseAddress(url, own)) !== 'bug'));
    fc.assert(fc.property(fc.webUrl(), fc.boolean(), (url, own) => codeOf(() => refuseAddress(url, own)) !== 'bug'));
  });
});

describe('the waits between tries', () => {
  it('grow up to a limit, spread by chance, and end', () => {
    const waits = Array.from({ length: settings.attempts - 1 }, (_, index) => waitAfter(index + 1, 0.5) ?? 0);
    expect(waits[0]).toBe(settings.firstDelaySeconds);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(settings.longestDelaySeconds);
    expect(waitAfter(settings.attempts, 0.5)).toBeNull();
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: settings.attempts - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, r) => {
          const [wait, middle] = [waitAfter(n, r) ?? 0, waitAfter(n, 0.5) ?? 0];
          expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * settings.jitter + 1);
        },
      ),
    );
    expect(waitAfter(1, 0)).not.toBe(waitAfter(1, 1));
  });

  it('are over where the receiver says yes, and a redirect is none', () => {
    expect(['200', '204', '302', '500', 'timeout', '2000'].map(isTaken)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
