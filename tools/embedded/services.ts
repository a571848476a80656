/** The five services, in the order in which they are started. */
export const SERVICES = ['intake', 'community', 'matching', 'outreach', 'gateway'] as const;
export type Service = (typeof SERVICES)[number];

export const isService = (value: string): value is Service => SERVICES.some((service) => service === value);

/** One value for each service. */
export const forEachService = <T>(make: (service: Service) => T): Readonly<Record<Service, T>> =>
  Object.fromEntries(SERVICES.map((service) => [service, make(service)])) as Record<Service, T>;

/** Databases: one of each service, and the key store, whose backups are kept apart. */
export const DATABASES = [...SERVICES, 'keys'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** One value for each database. */
export const forEachDatabase = <T>(make: (database: DatabaseName) => T): Readonly<Record<DatabaseName, T>> =>
  Object.fromEntries(DATABASES.map((database) => [database, make(database)])) as Record<DatabaseName, T>;
