import { SERVICES, type Service } from './services';

/** Who may log in to the bus: the five services, and the provision step as `admin`. */
export type NatsLogin = Service | 'admin';
export const NATS_LOGINS: readonly NatsLogin[] = [...SERVICES, 'admin'];

interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer a request at the address it came with, once. */
  readonly answers: boolean;
}

/** Everything may be said and heard. For a test's own login; never part of a deployment. */
const EVERYTHING: Permissions = { publish: ['>'], subscribe: ['>'], answers: false };

/**
 * The one table of bus permissions (decisions.md, Trust; reliability.md S9). What is not here is
 * refused: other services' events, inboxes and durables, and making or deleting anything.
 */
export function permissionsOf(login: NatsLogin): Permissions {
  if (login === 'admin') {
    return {
      publish: ['$JS.API.>', '$JS.ACK.>'],
      subscribe: ['_INBOX.>', '_INBOX_admin.>', '$JS.EVENT.ADVISORY.>'],
      answers: false,
    };
  }
  return {
    publish: [
      `evt.${login}.>`,
      'rpc.*.>',
      `nudge.${login}.>`,
      '$JS.API.INFO',
      '$JS.API.STREAM.INFO.*',
      ...durablesOf(login).flatMap((durable) => [
        `$JS.API.CONSUMER.INFO.*.${durable}`,
        `$JS.API.CONSUMER.MSG.NEXT.*.${durable}`,
        `$JS.ACK.*.${durable}.>`,
        // The longer form that newer servers use: domain and account stand before the stream.
        `$JS.ACK.*.*.*.${durable}.>`,
      ]),
    ],
    subscribe: [`rpc.${login}.>`, `nudge.${login}.>`, `_INBOX_${login}.>`],
    answers: true,
  };
}

/** `<listener>-on-<speaker>`, one by one: NATS has no wildcard for a part of a name. */
const durablesOf = (listener: Service): readonly string[] =>
  SERVICES.filter((speaker) => speaker !== listener).map((speaker) => `${listener}-on-${speaker}`);

/** A password as text, or the name of the environment variable that nats-server reads it from. */
export type NatsPassword = string | { readonly env: string };

export interface NatsConfig {
  readonly serverName: string;
  readonly host: string;
  readonly port: number;
  /** Port of /varz, /jsz and /healthz. */
  readonly monitorPort: number;
  readonly monitorHost: string;
  readonly storeDir: string;
  readonly passwords: Readonly<Record<NatsLogin, NatsPassword>>;
  /** Password of one more login `tester` that may do everything. Tests only. */
  readonly testerPassword?: string;
}

/** 1 MB: an envelope is far smaller; what is larger is a mistake and is refused at the door. */
const MAX_PAYLOAD_BYTES = 1_048_576;

/** The text of nats-server's configuration file, the same for the embedded server and for containers. */
export function renderNatsConfig(config: NatsConfig): string {
  const users = NATS_LOGINS.map((login) => renderUser(login, config.passwords[login], permissionsOf(login)));
  if (config.testerPassword !== undefined) users.push(renderUser('tester', config.testerPassword, EVERYTHING));
  return [
    `server_name: ${quoted(config.serverName)}`,
    `host: ${quoted(config.host)}`,
    `port: ${config.port}`,
    `http: ${quoted(`${config.monitorHost}:${config.monitorPort}`)}`,
    `max_payload: ${MAX_PAYLOAD_BYTES}`,
    'ping_interval: "10s"',
    'ping_max: 2',
    'jetstream {',
    `  store_dir: ${quoted(config.storeDir)}`,
    '  # Without it a power cut takes messages that were acknowledged.',
    '  sync_interval: always',
    '}',
    'authorization {',
    '  users: [',
    ...users,
    '  ]',
    '}',
    '',
  ].join('\n');
}

function renderUser(login: string, password: NatsPassword, { publish, subscribe, answers }: Permissions): string {
  const secret = typeof password === 'string' ? quoted(password) : `$${password.env}`;
  return [
    `    { user: ${quoted(login)}, password: ${secret}, permissions: {`,
    `        publish: { allow: [${publish.map(quoted).join(', ')}] }`,
    `        subscribe: { allow: [${subscribe.map(quoted).join(', ')}] }`,
    ...(answers ? ['        allow_responses: { max: 1, expires: "60s" }'] : []),
    '    } }',
  ].join('\n');
}

const quoted = (text: string): string => JSON.stringify(text);
