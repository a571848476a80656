import 'reflect-metadata';
import * as contracts from '#libs/contracts';
import { SERVICES } from '#libs/kernel';
import { type ClassSource, findAsks, findHears, findRoutes, readContractClasses, type Use } from './contract-source';
import { cell, type GeneratedDoc, runKeepDocs, table } from './generated-doc';

interface Contract {
  readonly name: string;
  readonly subject: string;
  readonly service: string;
  readonly aggregate: string;
  readonly allow: readonly string[];
  readonly answer: string;
}

const HEAD = `# Events and requests

Made from the contracts (\`libs/contracts\`) and the doors of the services by \`npm run docs\`; the check fails where it
differs. An event says what has happened, with ids, codes and the aggregate's version, and never a name, an address or
prose. Who listens has it in \`services/<name>/src/messages/subscriptions.ts\`.
`;

/** docs/events.md: what is said, by whom, who hears it; what can be asked, by whom. */
export const EVENTS_DOC: GeneratedDoc = {
  path: 'docs/events.md',
  write: (root) => {
    const classes = readContractClasses(root);
    const all = readContracts();
    const events = all.filter(({ subject }) => subject.startsWith('evt.'));
    const requests = all.filter(({ subject }) => subject.startsWith('rpc.'));
    const hears = findHears(root);
    return [
      HEAD,
      '## Events',
      table(
        ['Event', 'Said by', 'Heard by', 'What has happened'],
        events.map((event) => [
          `[${event.name}](#${event.name.toLowerCase()})`,
          event.service,
          users(hears, event.name) || 'nobody yet',
          cell(firstSentence(classes.get(event.name)?.doc ?? '')),
        ]),
      ),
      ...events.map((event) => eventSection(event, classes, hears)),
      '## Requests',
      'Every request has one service that answers it. `SYSTEM`: only another service may ask.',
      ...requestSections(requests, classes, findRoutes(root), findAsks(root)),
    ].join('\n\n');
  },
};

function readContracts(): readonly Contract[] {
  const found = Object.entries(contracts).flatMap(([name, value]) => {
    const { subject, aggregate, allow, answer } = value as Partial<contracts.EventType & contracts.RequestType>;
    if (typeof value !== 'function' || typeof subject !== 'string') return [];
    const service = subject.split('.')[1] ?? '';
    return [{ name, subject, service, aggregate: aggregate ?? '', allow: allow ?? [], answer: answer?.name ?? '' }];
  });
  const order = (service: string): number => SERVICES.findIndex((known) => known === service);
  return found.sort((a, b) => order(a.service) - order(b.service) || (a.subject < b.subject ? -1 : 1));
}

function eventSection(event: Contract, classes: ReadonlyMap<string, ClassSource>, hears: readonly Use[]): string {
  const source = classes.get(event.name);
  if (!source || source.doc === '') throw new Error(`${event.name} has no comment that says what has happened.`);
  const nested = [...classes].filter(([name]) => source.fields.some(({ type }) => mentions(type, name)));
  return [
    `### ${event.name}`,
    `\`${event.subject}\` · said by ${event.service} · heard by ${users(hears, event.name) || 'nobody yet'} · ordered by \`${event.aggregate}\``,
    source.doc,
    fieldTable(source),
    ...nested.map(([name, part]) => `\`${name}\`: ${part.doc}\n\n${fieldTable(part)}`),
  ].join('\n\n');
}

const mentions = (type: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(type);

const fieldTable = ({ fields }: ClassSource): string =>
  table(
    ['Field', 'Type', 'Rules', 'Meaning'],
    fields.map(({ name, type, rules, doc }) => [`\`${name}\``, code(type), code(rules), cell(doc)]),
  );

const code = (text: string): string => (text === '' ? '–' : `\`${cell(text)}\``);

function requestSections(
  requests: readonly Contract[],
  classes: ReadonlyMap<string, ClassSource>,
  routes: readonly Use[],
  asks: readonly Use[],
): readonly string[] {
  const services = [...new Set(requests.map(({ service }) => service))];
  return services.map((service) =>
    [
      `### Answered by ${service}`,
      table(
        ['Request', 'What it does', 'Who may ask', 'Through', 'Answer'],
        requests
          .filter((request) => request.service === service)
          .map((request) => {
            const uses = routes.filter(({ contract }) => contract === request.name);
            const doc = firstSentence(classes.get(request.name)?.doc ?? '') || (uses[0]?.summary ?? '');
            const through = [...uses.map(({ route }) => `\`${route}\``), users(asks, request.name)].filter(Boolean);
            const name = `${request.name}<br>\`${request.subject}\``;
            return [name, cell(doc), cell(request.allow.join(', ')), cell(through.join(', ')), request.answer];
          }),
      ),
    ].join('\n\n'),
  );
}

const users = (uses: readonly Use[], contract: string): string =>
  [...new Set(uses.filter((use) => use.contract === contract).map(({ service }) => service))].sort().join(', ');

const firstSentence = (doc: string): string => /^.*?\.(?=\s|$)/.exec(doc)?.[0] ?? doc;

if (require.main === module) runKeepDocs([EVENTS_DOC], process.argv.slice(2));
