import type { Sources } from './skeleton';

/** One import that must not be. */
export interface PlantedImport {
  /** The one rule of .dependency-cruiser.cjs that is to report it. */
  readonly rule: string;
  /** New in the skeleton; no other planted file has this path. */
  readonly file: string;
  readonly text: string;
  /** What it takes besides, itself without fault. */
  readonly besides?: Sources;
}

const plant = (rule: string, file: string, name: string, from: string, besides?: Sources): PlantedImport => ({
  rule,
  file,
  text: `import { ${name} } from '${from}';\nexport const planted = ${name};\n`,
  ...(besides && { besides }),
});
const plantType = (rule: string, file: string, name: string, from: string): PlantedImport => ({
  rule,
  file,
  text: `import type { ${name} } from '${from}';\nexport type Planted = ${name};\n`,
});

const INTAKE = 'services/intake/src';
const MATCHING = 'services/matching/src';
const GATEWAY = 'services/gateway/src';

const SERVICES: readonly PlantedImport[] = [
  plant(
    'services-meet-only-through-contracts',
    `${INTAKE}/commands/a.command.ts`,
    'propose',
    '../../../matching/src/domain/engine',
  ),
  plant(
    'services-meet-only-through-contracts',
    'services/intake/test/a.ts',
    'propose',
    '../../matching/src/domain/engine',
  ),
  plant('domain-is-pure', `${MATCHING}/domain/a.ts`, 'Injectable', '@nestjs/common'),
  plantType('domain-is-pure', `${MATCHING}/domain/b.ts`, 'EntityManager', 'typeorm'),
  plant('domain-is-pure', `${MATCHING}/domain/c.ts`, 'randomUUID', 'node:crypto'),
  plant('domain-is-pure', `${INTAKE}/domain/a.ts`, 'CaseClosedV1', '#libs/contracts'),
  plant('domain-is-pure', `${INTAKE}/domain/b.ts`, 'CaseEntity', '../storage/case.entity'),
  plant('storage-serves', `${INTAKE}/storage/a.store.ts`, 'CloseCaseCommand', '../commands/close-case.command'),
  plant('storage-serves', `${INTAKE}/storage/b.store.ts`, 'ExpiryTimer', '../timers/expiry.timer'),
  plant('storage-serves', `${MATCHING}/storage/a.store.ts`, 'asked', '../neighbours/intake'),
  plant('storage-is-only-tables', `${INTAKE}/storage/c.store.ts`, 'CaseClosedV1', '#libs/contracts'),
  plant('storage-is-only-tables', `${INTAKE}/storage/d.store.ts`, 'Injectable', '@nestjs/common'),
  plantType('storage-is-only-tables', `${INTAKE}/storage/e.store.ts`, 'UnitOfWork', '#libs/messaging'),
  plant('commands-stand-alone', `${INTAKE}/commands/b.command.ts`, 'CloseCaseCommand', './close-case.command'),
  plant('commands-stand-alone', `${INTAKE}/commands/cases/c.command.ts`, 'CloseCaseCommand', '../close-case.command'),
  plant('commands-leave-sql-to-storage', `${INTAKE}/commands/d.command.ts`, 'DataSource', 'typeorm'),
  plant('commands-leave-sql-to-storage', `${INTAKE}/commands/e.command.ts`, 'findRow', '#libs/persistence'),
  plant(
    'use-cases-know-no-doors',
    `${INTAKE}/commands/f.command.ts`,
    'IntakeSubscriptions',
    '../messages/subscriptions',
  ),
  plant('use-cases-know-no-doors', `${MATCHING}/queries/a.queries.ts`, 'MATCHING_HEARS', '../messages/subscriptions'),
  plant('use-cases-know-no-doors', `${GATEWAY}/commands/a.command.ts`, 'refuse', '../auth/access.guard'),
  plant(
    'queries-do-not-command',
    `${INTAKE}/queries/a.queries.ts`,
    'CloseCaseCommand',
    '../commands/close-case.command',
  ),
  plant('queries-do-not-speak', `${INTAKE}/queries/b.queries.ts`, 'UnitOfWork', '#libs/messaging'),
  plant('doors-only-delegate', `${INTAKE}/messages/a.ts`, 'CaseEntity', '../storage/case.entity'),
  plant('doors-only-delegate', `${INTAKE}/timers/a.timer.ts`, 'findRow', '#libs/persistence'),
  plant('doors-only-delegate', `${GATEWAY}/http/a.ts`, 'DataSource', 'typeorm'),
  plantType('doors-only-delegate', `${GATEWAY}/auth/a.ts`, 'Client', 'pg'),
  plant('neighbours-only-ask', `${INTAKE}/neighbours/a.ts`, 'loadCase', '../storage/cases.store'),
  plant('neighbours-only-ask', `${MATCHING}/neighbours/a.ts`, 'MATCHING_HEARS', '../messages/subscriptions'),
  plant('wiring-is-a-leaf', `${INTAKE}/commands/g.command.ts`, 'INTAKE', '../intake.module'),
  plant('wiring-is-a-leaf', `${INTAKE}/messages/b.ts`, 'readConfig', '../config'),
];

const LIBS: readonly PlantedImport[] = [
  plant('kernel-stands-alone', 'libs/kernel/src/a.ts', 'Injectable', '@nestjs/common'),
  plant('kernel-stands-alone', 'libs/kernel/src/b.ts', 'randomUUID', 'node:crypto'),
  plant('contracts-carry-no-machinery', 'libs/contracts/src/a.ts', 'Entity', 'typeorm'),
  plant('contracts-carry-no-machinery', 'libs/contracts/src/b.ts', 'findRow', '#libs/persistence'),
  plant('persistence-below-messaging', 'libs/persistence/src/a.ts', 'CaseClosedV1', '#libs/contracts'),
  plant('messaging-below-host', 'libs/messaging/src/a.ts', 'startService', '#libs/host'),
  plant(
    'libs-do-not-know-services',
    'libs/messaging/src/b.ts',
    'propose',
    '../../../services/matching/src/domain/engine',
  ),
  plant('one-front-door-per-lib', `${INTAKE}/commands/h.command.ts`, 'AppError', '../../../../libs/kernel/src/errors'),
  plant('one-front-door-per-lib', 'tools/a.ts', 'AppError', '../libs/kernel/src/errors'),
  plant('one-front-door-between-libs', 'libs/messaging/src/c.ts', 'AppError', '../../kernel/src/errors'),
  plantType('only-messaging-touches-the-wire', `${INTAKE}/messages/c.ts`, 'NatsConnection', '@nats-io/transport-node'),
  plant('only-messaging-touches-the-wire', 'libs/host/src/a.ts', 'jetstream', '@nats-io/jetstream'),
];

const REST: readonly PlantedImport[] = [
  plant('test-code-stays-in-tests', `${INTAKE}/commands/i.command.ts`, 'aCase', '../../test/fixtures'),
  plant('test-code-stays-in-tests', `${INTAKE}/commands/j.command.ts`, 'someTenant', '#libs/testing'),
  plant('test-code-stays-in-tests', `${MATCHING}/domain/d.ts`, 'aNeed', './need-fixtures', {
    [`${MATCHING}/domain/need-fixtures.ts`]: 'export const aNeed = 1;\n',
  }),
  plant('nothing-that-ships-needs-tools', `${INTAKE}/commands/k.command.ts`, 'say', '../../../../tools/say'),
  plant('nothing-that-ships-needs-tools', 'libs/host/src/b.ts', 'say', '../../../tools/say'),
  plant(
    'tools-use-front-doors',
    'tools/b.ts',
    'CloseCaseCommand',
    '../services/intake/src/commands/close-case.command',
  ),
  plant('stories-see-a-service-from-outside', 'e2e/a.e2e.spec.ts', 'closeCase', '../services/intake/src/domain/case'),
  plant('provisioning-reads-only-tables', 'tools/events-doc.ts', 'closeCase', '../services/intake/src/domain/case'),
  plant('no-cycles', `${INTAKE}/domain/c.ts`, 'round', './round', {
    [`${INTAKE}/domain/round.ts`]: "import { planted } from './c';\nexport const round = (): unknown => planted;\n",
  }),
  plant('no-unresolvable', `${INTAKE}/commands/l.command.ts`, 'nowhere', './nowhere'),
  plant('no-unresolvable', `${INTAKE}/commands/m.command.ts`, 'nobody', '#libs/nobody'),
  plant('no-undeclared-package', `${INTAKE}/commands/n.command.ts`, 'scan', 'picomatch'),
  plant('no-dev-package-ships', `${INTAKE}/commands/o.command.ts`, 'format', 'prettier'),
];

/** At least one violation of each rule; types count as well as values. */
export const PLANTED_IMPORTS: readonly PlantedImport[] = [...SERVICES, ...LIBS, ...REST];
