import { readServiceConfig, type ServiceConfig } from '#libs/host';

/** The environment of this service; throws with everything that is missing. */
export const readConfig = (): ServiceConfig => readServiceConfig('community', process.env);
