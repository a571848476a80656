import { type ServiceDefinition, serviceOf } from '#libs/host';
import { readConfig } from './config';
import { CASES } from './parts/cases.module';
import { CASEWORK } from './parts/casework.module';
import { CONFERENCES } from './parts/conferences.module';
import { CONSENTS } from './parts/consents.module';
import { HOUSEHOLDS } from './parts/households.module';
import { IDENTITY } from './parts/identity.module';
import { SEALING } from './parts/sealing.module';
import { PERSONS } from './parts/persons.module';
import { PLANS } from './parts/plans.module';
import { SUPPORT_PLANS } from './parts/support-plans.module';
import { SHARES } from './parts/shares.module';
import { REFERRALS } from './parts/referrals.module';
import { KEY_STORE } from './storage/sealing';

const PARTS = [
  CASES,
  CASEWORK,
  CONFERENCES,
  CONSENTS,
  PERSONS,
  PLANS,
  REFERRALS,
  SEALING,
  SHARES,
  SUPPORT_PLANS,
  HOUSEHOLDS,
  IDENTITY,
];

export const INTAKE: ServiceDefinition = {
  ...serviceOf({ name: 'intake', config: readConfig }, PARTS),
  keyStore: KEY_STORE,
};
