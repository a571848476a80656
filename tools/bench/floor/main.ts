import { connect } from '@nats-io/transport-node';
import { readJson } from '../../embedded/files';
import { fail } from '../../say';
import { runGateway } from './gateway';
import { FloorService } from './service';
import type { FloorSettings } from './settings';

/** One of the two processes that the request path is measured against. Argument: a file with its settings. */
async function main(file: string): Promise<void> {
  const settings = readJson<FloorSettings>(file);
  if (!settings) throw new Error('The settings cannot be read.');
  const { natsUrl, natsUser, natsPassword, part } = settings;
  const bus = await connect({
    servers: natsUrl,
    user: natsUser,
    pass: natsPassword,
    inboxPrefix: `_INBOX_${natsUser}`,
  });
  if (part === 'gateway') await runGateway(settings, bus);
  else new FloorService(settings, bus).listen();
}

main(process.argv[2] ?? '').catch(fail);
