import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isService, SERVICES } from '../embedded/services';
import { ROOT } from '../paths';
import { fail, Refusal } from '../say';

/**
 * First process of a container: becomes the service that TSUNAGI_SERVICE names, or with `migrate` its
 * migrate step. Secrets come from a file, so that they stand neither in the image nor in the container's
 * settings; variables that are set already win. Each replica has a name of its own.
 */
async function main(): Promise<void> {
  const file = process.env['TSUNAGI_ENV_FILE'] ?? '/run/tsunagi/env';
  if (existsSync(file)) process.loadEnvFile(file);
  const service = process.env['TSUNAGI_SERVICE'] ?? '';
  if (!isService(service)) throw new Refusal(`TSUNAGI_SERVICE must be one of ${SERVICES.join(', ')}.`);
  process.env['TSUNAGI_INSTANCE'] ??= `${service}-${hostname()}`;
  await import(pathToFileURL(join(ROOT, 'dist', 'services', service, 'src', 'main.js')).href);
}

main().catch(fail);
