import { ConfigReader, readServiceConfig, type ServiceConfig } from '#libs/host';
import type { SealingSettings } from './storage/sealing';

/** Settings of intake beyond those of every service: what opens the words about people. */
export interface IntakeConfig extends ServiceConfig {
  readonly sealing: SealingSettings;
}

export const readConfig = (): IntakeConfig =>
  Object.freeze({ ...readServiceConfig('intake', process.env), sealing: readSealing(process.env) });

function readSealing(env: Readonly<Record<string, string | undefined>>): SealingSettings {
  const read = new ConfigReader(env);
  const kmsUrl = read.optional('TSUNAGI_KMS_URL');
  const settings = {
    keysDatabaseUrl: read.text('TSUNAGI_KEYS_DATABASE_URL'),
    kek:
      kmsUrl === undefined
        ? { file: read.text('TSUNAGI_KEK_FILE') }
        : { url: kmsUrl, key: read.text('TSUNAGI_KMS_KEY'), tokenFile: read.text('TSUNAGI_KMS_TOKEN_FILE') },
    indexKey: read.file('TSUNAGI_INDEX_KEY_FILE'),
  };
  read.finish();
  return settings;
}
