import { existsSync } from 'node:fs';
import { clientFromEnvironment } from '../api';
import { accountOfRole, DEMO_ACCOUNTS } from '../embedded/demo-accounts';
import { fail, Refusal, say } from '../say';

/** `docker compose run --rm token <role>`: an access token of a demo client, alone on a line. */
async function main(): Promise<void> {
  const file = process.env['TSUNAGI_ENV_FILE'] ?? '/run/tsunagi/env';
  if (existsSync(file)) process.loadEnvFile(file);
  const account = accountOfRole((process.argv[2] ?? '').toUpperCase().replaceAll('-', '_'));
  if (!account) throw new Refusal(`Which role? ${DEMO_ACCOUNTS.map(({ role }) => role).join(' ')}`);
  process.env['TSUNAGI_CLIENT_ID'] = account.id;
  process.env['TSUNAGI_CLIENT_SECRET'] = process.env['TSUNAGI_DEMO_CLIENT_SECRET'];
  const token = clientFromEnvironment();
  if (!token) throw new Refusal('TSUNAGI_DEMO_CLIENT_SECRET or TSUNAGI_TOKEN_URL is missing.');
  say(await token());
}

main().catch(fail);
