import { testServers, type TestServers } from '#libs/testing';
import type { ServiceDefinition } from '#libs/host';
import { createDataSource, migrate, PlatformTables1700000000000 } from '#libs/persistence';
import type { DataSource } from 'typeorm';
import { COMMUNITY } from '../services/community/src/community.module';
import { GATEWAY } from '../services/gateway/src/gateway.module';
import { INTAKE } from '../services/intake/src/intake.module';
import { MATCHING } from '../services/matching/src/matching.module';
import { OUTREACH } from '../services/outreach/src/outreach.module';

jest.setTimeout(120_000);

/** Read across all municipalities (decisions: the listed exceptions), and the record of the migrations. */
const WITHOUT_TENANT = ['outbox', 'inbox', 'dead_letters', 'tenants', 'schema_migrations'];

let servers: TestServers;
beforeAll(async () => {
  servers = await testServers();
});
afterAll(() => servers.stop());

describe.each([INTAKE, MATCHING, OUTREACH, COMMUNITY, GATEWAY].map((each) => [each.name, each] as const))(
  'the database of %s',
  (_, definition) => {
    let owner: DataSource;
    let app: DataSource;
    beforeAll(async () => {
      const { ownerUrl, appUrl } = servers.databases[definition.name];
      const store = storeOf(definition);
      await migrate({
        ...store,
        url: ownerUrl,
        applicationName: 'test',
        appLogin: `${definition.name}_app`,
        tenants: ['990019', '990027'],
      });
      owner = await createDataSource({ ...store, url: ownerUrl, applicationName: 'test', poolSize: 2 }).initialize();
      app = await createDataSource({ ...store, url: appUrl, applicationName: 'test', poolSize: 2 }).initialize();
    });
    afterAll(async () => {
      await owner.destroy();
      await app.destroy();
    });

    it('forces row-level security on every table but the listed ones', async () => {
      const rows = await select<{ name: string; safe: boolean }>(
        owner,
        `SELECT relname AS name, relrowsecurity AND relforcerowsecurity
                AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid) AS safe
         FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
      );
      expect(rows.length).toBeGreaterThan(WITHOUT_TENANT.length);
      expect(rows.filter(({ name, safe }) => safe === WITHOUT_TENANT.includes(name))).toEqual([]);
    });

    it('has entities and tables that agree', async () => {
      const columns = await select<{ table: string; column: string; type: string; must: boolean }>(
        owner,
        `SELECT table_name AS table, column_name AS column, udt_name AS type,
              is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AS must
         FROM information_schema.columns WHERE table_schema = 'public'`,
      );
      const problems = owner.entityMetadatas.flatMap((entity) => {
        const table = columns.filter((each) => each.table === entity.tableName);
        const known = new Set(entity.columns.map(({ databaseName }) => databaseName));
        return [
          ...entity.columns
            .filter(
              ({ databaseName, type }) =>
                !table.some((each) => each.column === databaseName && sameType(each.type, String(type))),
            )
            .map(({ databaseName, type }) => `${entity.tableName}.${databaseName} is no ${String(type)}`),
          ...table
            .filter(({ column, must }) => must && !known.has(column))
            .map(({ column }) => `${entity.tableName}.${column} is not known to its entity`),
        ];
      });
      expect(problems).toEqual([]);
    });

    it('gives the service rows and nothing else', async () => {
      await expect(app.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
      await expect(app.query(`UPDATE tenants SET clock_offset = '1 day'`)).rejects.toMatchObject({ code: '42501' });
      const [login] = await select<{ free: boolean }>(
        app,
        `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS free FROM pg_roles WHERE rolname = current_user`,
      );
      expect(login).toEqual({ free: false });
    });

    it('shows nothing where no municipality is named, and takes nothing for another one', async () => {
      await app.query('BEGIN');
      await expect(
        app.query(`INSERT INTO idempotency_keys (tenant, sub, key, fingerprint) VALUES ('990019', 's', 'k', 'f')`),
      ).rejects.toMatchObject({
        code: '42501',
      });
      await app.query('ROLLBACK').catch(() => undefined);
      expect(await select(app, 'SELECT * FROM idempotency_keys')).toEqual([]);
    });
  },
);

const storeOf = ({ store }: ServiceDefinition) => ({
  entities: store.entities,
  migrations: [PlatformTables1700000000000, ...store.migrations],
});

const select = <T>(source: DataSource, sql: string): Promise<readonly T[]> => source.query<readonly T[]>(sql);

const NAMES: Readonly<Record<string, string>> = {
  int: 'int4',
  integer: 'int4',
  bigint: 'int8',
  smallint: 'int2',
  boolean: 'bool',
  'double precision': 'float8',
  'timestamp with time zone': 'timestamptz',
};
const sameType = (inTable: string, inEntity: string): boolean => {
  const name = inEntity.replace(/\[\]$/, '');
  return inTable.replace(/^_/, '') === (NAMES[name] ?? name);
};
