import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DATABASES, type DatabaseName, forEachDatabase, type Service } from './services';

/** Passwords of a database's two logins. */
export interface DatabasePasswords {
  readonly owner: string;
  readonly app: string;
}

export interface ServiceDatabase {
  /** Login of the migrate step: owns everything in it. */
  readonly ownerUrl: string;
  /** Login of the running service: rows only; of a service that stages rows temporary tables too. */
  readonly appUrl: string;
}

const LOCK = 7_467_202;
/** Services that copy many rows at once, which goes through temporary tables. */
const STAGING: readonly Service[] = ['community'];

/**
 * Creates what is missing: one database per service and the key store, owned by `<service>_owner`, entered by
 * `<service>_app`, closed to everyone else. Safe to repeat and safe side by side; sets the passwords
 * anew each time. With `suffix` (letters, digits, _) the databases are named `tsunagi_<service>_<suffix>`;
 * the logins are shared by all databases of a server.
 */
export async function createServiceDatabases(
  adminUrl: string,
  passwords: Readonly<Record<DatabaseName, DatabasePasswords>>,
  options: { readonly suffix?: string } = {},
): Promise<Readonly<Record<DatabaseName, ServiceDatabase>>> {
  const nameOf = (service: DatabaseName): string => `tsunagi_${service}${options.suffix ? `_${options.suffix}` : ''}`;
  await connected(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
    for (const service of DATABASES) {
      await ensureLogin(admin, `${service}_owner`, passwords[service].owner);
      await ensureLogin(admin, `${service}_app`, passwords[service].app);
      await ensureDatabase(admin, nameOf(service), service);
    }
  });
  await Promise.all(DATABASES.map((service) => closeSchema(withDatabase(adminUrl, nameOf(service)), service)));
  return forEachDatabase((service) => ({
    ownerUrl: withLogin(adminUrl, nameOf(service), `${service}_owner`, passwords[service].owner),
    appUrl: withLogin(adminUrl, nameOf(service), `${service}_app`, passwords[service].app),
  }));
}

/** Removes the databases that `createServiceDatabases` made with this suffix, whoever is connected to them. */
export async function dropServiceDatabases(adminUrl: string, suffix: string): Promise<void> {
  await connected(adminUrl, async (admin) => {
    for (const service of DATABASES) {
      await admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(`tsunagi_${service}_${suffix}`)} WITH (FORCE)`);
    }
  });
}

async function ensureLogin(admin: Client, login: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
  await admin.query(
    `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(login)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
     NOREPLICATION NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`,
  );
}

async function ensureDatabase(admin: Client, name: string, service: DatabaseName): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  const database = escapeIdentifier(name);
  if (!rowCount) await admin.query(`CREATE DATABASE ${database} OWNER ${escapeIdentifier(`${service}_owner`)}`);
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  const rights = STAGING.some((staging) => staging === service) ? 'CONNECT, TEMPORARY' : 'CONNECT';
  await admin.query(`GRANT ${rights} ON DATABASE ${database} TO ${escapeIdentifier(`${service}_app`)}`);
}

async function closeSchema(url: string, service: DatabaseName): Promise<void> {
  await connected(url, async (client) => {
    await client.query(`ALTER SCHEMA public OWNER TO ${escapeIdentifier(`${service}_owner`)}`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query(`GRANT USAGE ON SCHEMA public TO ${escapeIdentifier(`${service}_app`)}`);
  });
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

function withLogin(url: string, database: string, login: string, password: string): string {
  const other = new URL(withDatabase(url, database));
  other.username = login;
  other.password = encodeURIComponent(password);
  return other.href;
}
