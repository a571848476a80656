import { Client, escapeLiteral } from 'pg';
import { createServiceDatabases } from '../embedded/databases';
import { readJson } from '../embedded/files';
import { fail, Refusal, say } from '../say';
import type { DatabaseOrder } from './shares';

/** The databases and logins of the services and of Keycloak. Safe to repeat; sets the passwords anew each time. */
export async function createDatabases(order: DatabaseOrder): Promise<void> {
  await createServiceDatabases(order.adminUrl, order.services);
  await createKeycloakDatabase(order.adminUrl, order.keycloakPassword);
}

async function createKeycloakDatabase(adminUrl: string, password: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const role = await admin.query(`SELECT 1 FROM pg_roles WHERE rolname = 'keycloak'`);
    await admin.query(
      `${role.rowCount ? 'ALTER' : 'CREATE'} ROLE keycloak LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
       NOREPLICATION NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`,
    );
    const database = await admin.query(`SELECT 1 FROM pg_database WHERE datname = 'keycloak'`);
    if (!database.rowCount) await admin.query('CREATE DATABASE keycloak OWNER keycloak');
    await admin.query('REVOKE ALL ON DATABASE keycloak FROM PUBLIC');
  } finally {
    await admin.end();
  }
}

async function main(): Promise<void> {
  const file = process.env['TSUNAGI_DATABASES_FILE'] ?? '/run/tsunagi/databases.json';
  const order = readJson<DatabaseOrder>(file);
  if (!order) throw new Refusal(`${file} cannot be read: has the step "keys" been run?`);
  await createDatabases(order);
  say('Databases and logins are in place.');
}

if (require.main === module) main().catch(fail);
