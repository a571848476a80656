import * as contracts from '#libs/contracts';
import { SERVICES, type ServiceName } from '#libs/kernel';
import { NATS_LOGINS, type NatsLogin } from '../../embedded/nats-config';
import rules from './bus-rules.json';

/** What a login may try with a subject. A request is a message with an address for the answer. */
export const DEEDS = ['publish', 'request', 'subscribe', 'queue'] as const;
export type Deed = (typeof DEEDS)[number];

/** Parts of a subject of which one covers the other, as the server understands `*` and `>`. */
export function covers(pattern: string, subject: string): boolean {
  const wanted = pattern.split('.');
  const given = subject.split('.');
  for (const [index, token] of wanted.entries()) {
    if (token === '>') return given.length > index;
    const there = given[index];
    if (there === undefined || there === '>') return false;
    if (token !== '*' && token !== there) return false;
  }
  return given.length === wanted.length;
}

const streamOf = (speaker: ServiceName): string => `EVT_${speaker.toUpperCase()}`;
const durableOf = (listener: ServiceName, speaker: ServiceName): string => `${listener}-on-${speaker}`;
const othersOf = (self: ServiceName): readonly ServiceName[] => SERVICES.filter((service) => service !== self);

function declared(login: NatsLogin, kind: 'publish' | 'subscribe'): readonly string[] {
  if (login === 'admin') return rules.admin[kind].map(({ subject }) => subject);
  return rules.service[kind].flatMap(({ subject }) => {
    const own = subject.replaceAll('{self}', login);
    return own.includes('{other}') ? othersOf(login).map((other) => own.replaceAll('{other}', other)) : [own];
  });
}

/** Says of each login what decisions.md gives it. */
export function expectation(): (login: NatsLogin, deed: Deed, subject: string) => boolean {
  const known = new Map(
    NATS_LOGINS.map((login) => [
      login,
      { publish: declared(login, 'publish'), subscribe: declared(login, 'subscribe') },
    ]),
  );
  return (login, deed, subject) => {
    const kind = deed === 'publish' || deed === 'request' ? 'publish' : 'subscribe';
    return known.get(login)?.[kind].some((pattern) => covers(pattern, subject)) === true;
  };
}

const EVENTS_AND_REQUESTS = Object.values(contracts as Readonly<Record<string, unknown>>).flatMap((each) => {
  const subject = typeof each === 'function' ? (each as { readonly subject?: unknown }).subject : undefined;
  return typeof subject === 'string' ? [subject] : [];
});
const HOSTS = SERVICES.flatMap((service) =>
  Object.values({ ...contracts.hostRequestsOf(service) }).map(({ subject }) => subject),
);

/** Of streams: what makes, changes, empties, removes or reads them. */
const STREAM_VERBS = 'CREATE UPDATE DELETE PURGE RESTORE SNAPSHOT INFO MSG.GET MSG.DELETE PEER.REMOVE LEADER.STEPDOWN';
const CONSUMER_VERBS = 'CREATE DURABLE.CREATE DELETE INFO MSG.NEXT PAUSE LEADER.STEPDOWN UNPIN';

function jetStream(streams: readonly string[], durables: readonly (readonly [string, string])[]): readonly string[] {
  return [
    '$JS.API.INFO',
    '$JS.API.ACCOUNT.PURGE.x',
    '$JS.API.META.LEADER.STEPDOWN',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.NAMES',
    '$JS.API.STREAM.TEMPLATE.CREATE.x',
    '$JS.API.STREAM.CREATE.mine',
    ...streams.flatMap((stream) => [
      ...STREAM_VERBS.split(' ').map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
      `$JS.API.DIRECT.GET.${stream}`,
      `$JS.API.DIRECT.GET.${stream}.evt.x.y.v1`,
      `$JS.API.CONSUMER.LIST.${stream}`,
      `$JS.API.CONSUMER.NAMES.${stream}`,
      `$JS.API.CONSUMER.CREATE.${stream}`,
      `$JS.API.CONSUMER.CREATE.${stream}.mine.evt.x`,
      `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.mine`,
    ]),
    ...durables.flatMap(([stream, durable]) => [
      ...CONSUMER_VERBS.split(' ').map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${durable}`),
      `$JS.ACK.${stream}.${durable}.1.999999999.999999999.0.0`,
      `$JS.ACK._.hash.${stream}.${durable}.1.999999999.999999999.0.0`,
    ]),
  ];
}

const STREAMS = SERVICES.map(streamOf);
const DURABLES = SERVICES.flatMap((listener) =>
  othersOf(listener).map((speaker) => [streamOf(speaker), durableOf(listener, speaker)] as const),
);

const EVERYBODYS_OWN = NATS_LOGINS.flatMap((login) => [
  `evt.${login}.access-proof.v1`,
  `rpc.${login}.access-proof.v1`,
  `nudge.${login}.written`,
  `_INBOX_${login}.access-proof`,
]);
const SERVERS = [
  '$SYS.REQ.SERVER.PING',
  '$SYS.REQ.ACCOUNT.PING',
  '$SYS.ACCOUNT.x.CONNECT',
  '$SYS.REQ.USER.INFO',
  '$KV.x.y',
  '$O.x.C.y',
  '_INBOX.access-proof',
  '$JS.EVENT.ADVISORY.API',
  'anything',
];
const WILDCARDS = [
  '>',
  '*',
  '*.>',
  'evt.>',
  'evt.*.>',
  'rpc.>',
  'rpc.*.>',
  'nudge.>',
  '_INBOX.>',
  '_INBOX_*.>',
  '$JS.>',
  '$JS.API.>',
  '$JS.ACK.>',
  '$JS.EVENT.ADVISORY.>',
  '$SYS.>',
  '$KV.>',
  '$O.>',
  ...NATS_LOGINS.flatMap((login) => [`evt.${login}.>`, `rpc.${login}.>`, `nudge.${login}.>`, `_INBOX_${login}.>`]),
];

/** The administrator may do all of it: on a stream that nobody has. */
const HARMLESS = jetStream(['ACCESS_PROOF'], [['ACCESS_PROOF', 'access-proof']]).filter(
  (subject) => !/INFO$|ACCOUNT|META|CREATE\.(mine|x)$/.test(subject),
);

/** Everything that is tried with this deed by this login. */
export function subjectsFor(login: NatsLogin, deed: Deed): readonly string[] {
  const named = [...EVENTS_AND_REQUESTS, ...HOSTS, ...EVERYBODYS_OWN, ...SERVERS];
  const streams = login === 'admin' ? HARMLESS : jetStream(STREAMS, DURABLES);
  const subjects = [...named, ...streams];
  return [...new Set(deed === 'publish' || deed === 'request' ? subjects : [...subjects, ...WILDCARDS])];
}

/** Subjects that contracts name: each must have been tried. */
export const NAMED_SUBJECTS: readonly string[] = [...EVENTS_AND_REQUESTS, ...HOSTS];
