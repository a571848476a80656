import {
  CreateKeys1760000000000,
  DataKeys,
  FileKek,
  KeyStore,
  RowCipher,
  TransitKek,
  type TransitSettings,
} from '#libs/crypto';
import { sealRows } from '#libs/persistence';
import type { DataSource } from 'typeorm';
import columns from './sealed-columns.json';

/** Where the keys are that open what is written about people. */
export interface SealingSettings {
  readonly keysDatabaseUrl: string;
  /** The key outside the database: a file, or a key management service. */
  readonly kek: { readonly file: string } | TransitSettings;
  /** Key of what persons are found by. */
  readonly indexKey: Buffer;
}

export const KEY_STORE = [CreateKeys1760000000000];

export function openKeys({ keysDatabaseUrl, kek }: Omit<SealingSettings, 'indexKey'>, instance: string): DataKeys {
  const wrapper = 'file' in kek ? new FileKek(kek.file) : new TransitKek(kek);
  return new DataKeys(new KeyStore(keysDatabaseUrl, instance), wrapper);
}

export const cipherOf = (keys: DataKeys, onDamage: () => void = () => undefined): RowCipher =>
  new RowCipher(keys, columns.sealed, onDamage);

/** From now on the columns of sealed-columns.json are sealed in this database. */
export const sealTables = (source: DataSource, keys: DataKeys, onDamage: () => void): void =>
  sealRows(source, cipherOf(keys, onDamage));
