import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../embedded/files';
import { NATS_LOGINS, type NatsLogin, type NatsPassword, renderNatsConfig } from '../embedded/nats-config';
import { ROOT } from '../paths';
import { fail, Refusal, say } from '../say';
import { tsunagiRealm } from './realm';
import { natsPasswordVariable } from './shares';

/** The bus in a container: same permissions as everywhere, passwords from its environment. */
function natsConfig(): string {
  const passwords = Object.fromEntries(
    NATS_LOGINS.map((login): [NatsLogin, NatsPassword] => [login, { env: natsPasswordVariable(login) }]),
  ) as Record<NatsLogin, NatsPassword>;
  const config = renderNatsConfig({
    serverName: 'tsunagi',
    host: '0.0.0.0',
    port: 4222,
    monitorHost: '127.0.0.1',
    monitorPort: 8222,
    storeDir: '/data',
    passwords,
  });
  return `# Generated: node dist/tools/compose/generate.js\n${config}`;
}

/** Files that are made from the sources, by path below the checkout. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'deploy/nats/nats-server.conf': natsConfig,
  'deploy/keycloak/tsunagi-realm.json': () => JSON.stringify(tsunagiRealm(), null, 2),
};

/** Writes the files, or with `--check` says which are not what the sources say. */
async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const differing: string[] = [];
  for (const [path, make] of Object.entries(GENERATED)) {
    const file = join(ROOT, path);
    const text = await formatted(file, make());
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    differing.push(path);
    if (!check) writeWhole(file, text, 0o644);
  }
  if (check && differing.length > 0)
    throw new Refusal(`${differing.join(' and ')}: not what the sources say. Run: node dist/tools/compose/generate.js`);
  for (const path of Object.keys(GENERATED)) say(`${path}: ${differing.includes(path) ? 'written' : 'up to date'}`);
}

async function formatted(file: string, text: string): Promise<string> {
  if (!file.endsWith('.json')) return text;
  const { format, resolveConfig } = await import('prettier');
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

if (require.main === module) main().catch(fail);
