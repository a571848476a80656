export { Allow, ALLOW, Public, PUBLIC } from './access';
export { DueWorkTimer } from './due-work.timer';
export { describe, type Log } from './logger';
export { Metrics } from './metrics';
export { type Part, serviceOf } from './parts';
export { nudge, onNudge, type Platform, PLATFORM } from './platform';
export { probeEvent, probeRequest } from './probe';
export { type RunningService, runService, type ServiceDefinition, startService } from './run-service';
export { ConfigReader, readServiceConfig, type ServiceConfig } from './service-config';
