import { Api, clientFromEnvironment, kept } from './api';
import { isService } from './embedded/services';
import { localSystem } from './local-system';
import { fail, Refusal, say } from './say';

const USAGE = 'npm run dead-letters -- list <service> | replay <service> <id> | discard <service> <id>';

interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly code: string;
  readonly deliveries: number;
  readonly createdAt: string;
}

/** Events that a service could not handle: what waits, handle one again, give one up. Needs the role OPS. */
async function main(): Promise<void> {
  const [action = '', service = '', id = ''] = process.argv.slice(2);
  if (!isService(service) || !['list', 'replay', 'discard'].includes(action)) throw new Refusal(`Usage: ${USAGE}`);
  if (action !== 'list' && id === '') throw new Refusal(`Which one? Usage: ${USAGE}`);
  const api = operator();
  if (action === 'list') {
    const { items } = await api.get<{ readonly items: readonly Letter[] }>(`/ops/dead-letters/${service}`);
    for (const letter of items)
      say(`${letter.id}  ${letter.createdAt}  ${letter.subject}  ${letter.code}  delivered ${letter.deliveries} times`);
    say(`${items.length} waiting in ${service}`);
    return;
  }
  const { state } = await api.post<{ readonly state: string }>(
    `/ops/dead-letters/${service}/${encodeURIComponent(id)}/${action}`,
  );
  say(`${id} ${state}`);
}

function operator(): Api {
  const url = process.env['TSUNAGI_URL'];
  const client = clientFromEnvironment();
  if (url !== undefined && client) return new Api(url, client);
  const system = localSystem();
  return new Api(
    system.baseUrl,
    kept(() => system.token('OPS')),
  );
}

main().catch(fail);
