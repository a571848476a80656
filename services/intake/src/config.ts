import { readServiceConfig, type ServiceConfig } from '#libs/host';

export const readConfig = (): ServiceConfig => readServiceConfig('intake', process.env);
