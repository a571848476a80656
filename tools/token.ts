import { parseArgs } from 'node:util';
import { DEMO_ACCOUNTS } from './embedded/demo-accounts';
import { holderOf } from './embedded/lock';
import { fetchToken } from './embedded/tokens';
import { dataFolder } from './paths';
import { fail, Refusal, say } from './say';
import { readSecrets, readState } from './state';

/** `npm run token -- <role>`: an access token of the running system, alone on a line, valid for an hour. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { tenant: { type: 'string' }, org: { type: 'string' }, as: { type: 'string' } },
  });
  const [role] = positionals;
  if (role === undefined) {
    say('npm run token -- <role> [--org <organisation id>] [--tenant <six digits>] [--as <another person>]');
    for (const account of DEMO_ACCOUNTS) say(`  ${account.role.padEnd(22)} ${account.label}`);
    return;
  }
  const dataDir = dataFolder();
  const state = readState(dataDir);
  const secrets = readSecrets(dataDir);
  if (!state || !secrets || !holderOf(dataDir)) throw new Refusal('Tsunagi is not running. Start it with: npm start');
  say(await fetchToken({ issuer: state.issuer, clientSecret: secrets.demoClients }, role, values));
}

main().catch(fail);
