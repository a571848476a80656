import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineTable } from '#libs/kernel';
import { cell, type GeneratedDoc, runKeepDocs, table } from './generated-doc';

interface MachineFile extends MachineTable {
  readonly service: string;
  readonly note?: string;
}

const HEAD = `# 状態遷移

Made from \`services/*/src/domain/*.machine.json\` by \`npm run docs\`; the check fails where it differs. The same tables
run the code: what is not in a table is refused (409 \`<machine>.transition-refused\`), a role that is not in the row too
(403 \`<machine>.role-refused\`).
`;

/** docs/state-machines.md: the tables as people read them. */
export const MACHINES_DOC: GeneratedDoc = {
  path: 'docs/state-machines.md',
  write: (root) => {
    const machines = readMachines(root);
    const contents = machines.map(({ name, service }) => `- [${name}](#${name.toLowerCase()}) (${service})`).join('\n');
    return [HEAD, contents, ...machines.map(section)].join('\n\n');
  },
};

function readMachines(root: string): readonly MachineFile[] {
  return readdirSync(join(root, 'services'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: service }) => {
      const folder = join(root, 'services', service, 'src', 'domain');
      return machineFiles(folder).map((file) => ({
        ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as MachineTable & { readonly note?: string }),
        service,
      }));
    })
    .sort((a, b) => (`${a.service} ${a.name}` < `${b.service} ${b.name}` ? -1 : 1));
}

function machineFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.machine.json'));
  } catch {
    return [];
  }
}

function section({ name, service, note, states, initial, terminal, transitions }: MachineFile): string {
  const mark = (state: string): string =>
    [initial.includes(state) ? '開始' : '', terminal.includes(state) ? '終端' : ''].filter(Boolean).join('・');
  return [
    `## ${name}`,
    `${service}${note === undefined || note === '' ? '' : ` · ${note}`}`,
    table(
      ['状態', '意味', ''],
      Object.entries(states).map(([state, meaning]) => [`\`${state}\``, cell(meaning), mark(state)]),
    ),
    table(
      ['から', '出来事', 'へ', 'だれが', '条件'],
      transitions.map((row) => [
        `\`${row.from}\``,
        `\`${row.event}\``,
        `\`${row.to}\``,
        cell(row.actors.join(', ')),
        cell(row.guard),
      ]),
    ),
  ].join('\n\n');
}

if (require.main === module) runKeepDocs([MACHINES_DOC], process.argv.slice(2));
