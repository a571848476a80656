import { createHash } from 'node:crypto';
import type { IdOf } from '../../domain/exports/hsds-values';

/** Our name space for ids that are made of others (RFC 9562, version 5). */
const SPACE = Buffer.from('6c1f7a3e9d2b4f5a8e0c3b7d1a9f4e62', 'hex');

export const idOf: IdOf = (...parts) => {
  const bytes = createHash('sha1').update(SPACE).update(parts.join('\u001f')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
