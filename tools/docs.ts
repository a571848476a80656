import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Writes the generated documents, or with `--check` says where they differ from the code. */
const results = ['events-doc', 'machines-doc'].map((name) =>
  spawnSync(process.execPath, [join(__dirname, `${name}.js`), ...process.argv.slice(2)], { stdio: 'inherit' }),
);
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
