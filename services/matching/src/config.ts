import { readServiceConfig, type ServiceConfig } from '#libs/host';

export const readConfig = (): ServiceConfig => readServiceConfig('matching', process.env);
