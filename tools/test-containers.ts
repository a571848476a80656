import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { getContainerRuntimeClient } from 'testcontainers';

/** PostgreSQL in a container; undefined where no Docker engine answers. */
export async function startContainers(
  password: string,
): Promise<{ readonly adminUrl: string; stop(): Promise<void> } | undefined> {
  try {
    await getContainerRuntimeClient();
  } catch {
    return undefined;
  }
  const container = await new PostgreSqlContainer('postgres:18')
    .withUsername('postgres')
    .withPassword(password)
    .withDatabase('postgres')
    .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'fsync=off'])
    .start();
  return {
    adminUrl: container.getConnectionUri(),
    stop: async () => {
      await container.stop();
    },
  };
}
