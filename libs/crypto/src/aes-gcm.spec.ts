import { createSecretKey, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { decrypt, encrypt } from './aes-gcm';

const key = createSecretKey(randomBytes(32));
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe('what is encrypted', () => {
  it('is read where it was written', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (clear, bound) => {
        expect(decrypt(key, encrypt(key, clear, bound), bound)).toEqual(clear);
      }),
    );
  });

  it('is refused with any bit changed, and cut at any place', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (clear, where) => {
        const sealed = encrypt(key, clear, 'here');
        const flipped = Buffer.from(sealed);
        const bit = where % (sealed.length * 8);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(decrypt(key, flipped, 'here')).toBeUndefined();
        expect(decrypt(key, sealed.subarray(0, where % sealed.length), 'here')).toBeUndefined();
      }),
    );
  });

  it('is refused elsewhere, and with another key', () => {
    const sealed = encrypt(key, Buffer.from('言葉'), 'here');
    expect(decrypt(key, sealed, 'there')).toBeUndefined();
    expect(decrypt(createSecretKey(randomBytes(32)), sealed, 'here')).toBeUndefined();
  });

  it('never looks the same twice', () => {
    const seen = new Set(
      Array.from({ length: 500 }, () => encrypt(key, Buffer.from('同じ'), 'here').subarray(0, 12).toString('hex')),
    );
    expect(seen.size).toBe(500);
  });
});
