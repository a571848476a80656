import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { readConfig } from './config';
import { CASES } from './parts/cases.module';
import { CONSENTS } from './parts/consents.module';
import { PERSONS } from './parts/persons.module';
import { PLANS } from './parts/plans.module';

const PARTS = [CASES, CONSENTS, PERSONS, PLANS];

/** What is in the box. */
@Module({
  controllers: PARTS.flatMap(({ doors }) => doors),
  providers: PARTS.flatMap(({ providers }) => providers),
})
class IntakeModule {}

export const INTAKE: ServiceDefinition = {
  name: 'intake',
  config: readConfig,
  module: () => IntakeModule,
  store: {
    entities: PARTS.flatMap(({ tables }) => tables),
    migrations: PARTS.flatMap(({ migrations }) => migrations),
  },
};
