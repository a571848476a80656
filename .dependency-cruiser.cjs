/**
 * Who may import whom. docs/architecture.md explains the rooms;
 * tools/architecture/ plants violations of every rule and checks that each is caught by that rule alone.
 */
const ROOM = '^services/([^/]+)/src/';
const TEST = '\\.spec\\.ts$|-fixtures\\.ts$|^services/[^/]+/test/|^libs/[^/]+/test/|^e2e/|^tools/jest\\.';
const WIRING = '/main\\.ts$|\\.module\\.ts$';
/** The ways in. auth/ and openapi/ are rooms of the gateway. */
const DOORS = 'messages|http|auth|openapi|timers';
const IN_A_DOOR = `^services/[^/]+/src/(${DOORS})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    // Services and their rooms
    rule(
      'services-meet-only-through-contracts',
      'A service never imports another service.',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'domain-is-pure',
      'Rules know nothing of Nest, TypeORM, NATS, Node, contracts or our own plumbing.',
      { path: `${ROOM}domain/`, pathNot: TEST },
      { pathNot: ['^services/$1/src/domain/', '^libs/kernel/'] },
    ),
    rule(
      'storage-serves',
      'Storage is called by commands and queries; it calls neither them, nor a door, nor a neighbour.',
      { path: `${ROOM}storage/`, pathNot: TEST },
      { path: `^services/[^/]+/src/(commands|queries|neighbours|${DOORS})/` },
    ),
    rule(
      'storage-is-only-tables',
      'Rows and their translation; no Nest, no bus, no promises to others.',
      { path: `${ROOM}storage/`, pathNot: TEST },
      { path: '^libs/(contracts|messaging|host)/|^node_modules/@(nestjs|nats-io)/' },
    ),
    rule(
      'commands-stand-alone',
      'A command does not call another; shared rules go to domain, follow-ups go through an event.',
      { path: `${ROOM}commands/`, pathNot: TEST },
      { path: '^services/[^/]+/src/commands/' },
    ),
    rule(
      'commands-leave-sql-to-storage',
      'A command uses the transaction it is given and the stores.',
      { path: `${ROOM}commands/`, pathNot: TEST },
      { path: '^libs/persistence/|^node_modules/(typeorm|pg)/' },
    ),
    rule(
      'use-cases-know-no-doors',
      'A command or query does not know whether HTTP, a request, an event or a timer reached it.',
      { path: `${ROOM}(commands|queries)/`, pathNot: TEST },
      { path: IN_A_DOOR },
    ),
    rule(
      'queries-do-not-command',
      'Asking must not change the answer.',
      { path: `${ROOM}queries/`, pathNot: TEST },
      { path: '^services/[^/]+/src/commands/' },
    ),
    rule(
      'queries-do-not-speak',
      'Asking publishes nothing and opens no transaction.',
      { path: `${ROOM}queries/`, pathNot: TEST },
      { path: '^libs/messaging/' },
    ),
    rule(
      'doors-only-delegate',
      'Doors translate and hand over; they never touch rows.',
      { path: `${ROOM}(${DOORS})/`, pathNot: TEST },
      { path: '^services/[^/]+/src/storage/|^libs/persistence/|^node_modules/(typeorm|pg)/' },
    ),
    rule(
      'neighbours-only-ask',
      'A neighbour is what another service answers, in our words; it neither decides nor stores.',
      { path: `${ROOM}neighbours/`, pathNot: TEST },
      {
        path: [
          `^services/[^/]+/src/(commands|queries|storage|${DOORS})/`,
          '^libs/(persistence|host)/',
          '^node_modules/(typeorm|pg)/',
        ],
      },
    ),
    rule(
      'wiring-is-a-leaf',
      'Only main.ts and *.module.ts may import wiring or config.',
      { pathNot: `${WIRING}|${TEST}` },
      { path: `^services/.*(${WIRING})|^services/[^/]+/src/config\\.ts$` },
    ),

    // The stack of libs
    rule(
      'kernel-stands-alone',
      'The kernel imports nothing at all.',
      { path: '^libs/kernel/', pathNot: TEST },
      { pathNot: '^libs/kernel/' },
    ),
    rule(
      'contracts-carry-no-machinery',
      'Payload classes and their validation; nothing that runs.',
      { path: '^libs/contracts/', pathNot: TEST },
      { pathNot: ['^libs/(contracts|kernel)/', '/class-(validator|transformer)/'] },
    ),
    rule(
      'persistence-below-messaging',
      'The stack of libs is kernel < contracts, persistence < messaging < host.',
      { path: '^libs/persistence/' },
      { path: '^libs/(contracts|messaging|host)/' },
    ),
    rule(
      'messaging-below-host',
      'The stack of libs is kernel < contracts, persistence < messaging < host.',
      { path: '^libs/messaging/', pathNot: TEST },
      { path: '^libs/host/' },
    ),
    rule(
      'libs-do-not-know-services',
      'Shared code cannot lean on a service.',
      { path: '^libs/' },
      { path: '^services/' },
    ),
    rule(
      'one-front-door-per-lib',
      'Import #libs/x, never a file inside it.',
      { path: '^(services|e2e|tools)/' },
      { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    ),
    rule(
      'one-front-door-between-libs',
      'Import #libs/x, never a file inside it.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    ),
    rule(
      'only-messaging-touches-the-wire',
      'An event is said with tx.publish and a request with ask(): nobody else holds a connection to NATS.',
      { path: '^(services|libs)/', pathNot: `${TEST}|^libs/(messaging|testing)/` },
      { path: '^node_modules/@nats-io/' },
    ),

    // Tests and tools
    rule(
      'test-code-stays-in-tests',
      'Nothing that ships imports specs, fixtures or libs/testing.',
      { pathNot: `${TEST}|^libs/testing/` },
      { path: `${TEST}|^libs/testing/` },
    ),
    rule(
      'nothing-that-ships-needs-tools',
      'Tools serve the developer and the operator; a service runs without them.',
      { path: '^(libs|services)/', pathNot: `${TEST}|^libs/testing/` },
      { path: '^tools/' },
    ),
    rule(
      'tools-use-front-doors',
      'Tools use the pure rules of a service and its doors src/replay.ts and src/for-tools.ts; stories see it from outside; provisioning alone reads the tables of what is heard.',
      { path: '^(tools|e2e)/', pathNot: '^tools/(provision|events-doc)\\.ts$|^tools/.*\\.spec\\.ts$' },
      { path: '^services/', pathNot: '^services/[^/]+/src/(domain/|(replay|for-tools)\\.ts$)' },
    ),
    rule(
      'stories-see-a-service-from-outside',
      'A story knows no more than a user does.',
      { path: '^e2e/' },
      { path: '^services/' },
    ),
    rule(
      'provisioning-reads-only-tables',
      'What a service hears is all that provisioning and docs/events.md need from it.',
      { path: '^tools/(provision|events-doc)\\.ts$' },
      { path: '^services/', pathNot: '^services/[^/]+/src/messages/' },
    ),

    // Packages and files
    rule('no-cycles', 'If two files need each other they are one file or three.', {}, { circular: true }),
    rule('no-unresolvable', 'Every import exists.', {}, { couldNotResolve: true }),
    rule(
      'no-undeclared-package',
      'Every package is in package.json.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'no-dev-package-ships',
      'An image is installed without the development packages.',
      { path: '^(libs|services)/', pathNot: `${TEST}|^libs/testing/` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // count type-only imports too: a room leaks through types as well
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^services/gateway/console/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
