import { serviceOf } from '#libs/host';
import { readConfig } from './config';
import { AREAS } from './parts/areas.module';
import { AVAILABILITY_PART } from './parts/availability.module';
import { DEVELOPMENT } from './parts/development.module';
import { DEVELOPMENT_PROJECTS } from './parts/development-projects.module';
import { EXPORTS } from './parts/exports.module';
import { FEEDS } from './parts/feeds.module';
import { HUBS } from './parts/hubs.module';
import { IMPORTS } from './parts/imports.module';
import { REGISTRY } from './parts/registry.module';
import { SEARCH } from './parts/search.module';
import { WEBHOOKS } from './parts/webhooks.module';

const PARTS = [
  REGISTRY,
  AREAS,
  AVAILABILITY_PART,
  DEVELOPMENT,
  DEVELOPMENT_PROJECTS,
  FEEDS,
  HUBS,
  IMPORTS,
  EXPORTS,
  SEARCH,
  WEBHOOKS,
];

/** What it takes to start this service, as a process or inside a test. */
export const COMMUNITY = serviceOf({ name: 'community', config: readConfig }, PARTS);
