import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';
import { fail, Refusal, say } from './say';

/** A document that is made from the sources. The same sources always give the same text. */
export interface GeneratedDoc {
  /** Below the checkout, e.g. `docs/events.md`. */
  readonly path: string;
  readonly write: (root: string) => string;
}

/** Writes the documents, or with `check` only compares them. Names those that differed. */
async function keepDocs(docs: readonly GeneratedDoc[], check: boolean, root = ROOT): Promise<readonly string[]> {
  const { format, resolveConfig } = await import('prettier');
  const differing: string[] = [];
  for (const { path, write } of docs) {
    const file = join(root, path);
    const settings = await resolveConfig(file);
    const text = await format(write(root), { ...settings, filepath: file });
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    differing.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return differing;
}

/** A command that keeps documents: `--check` changes nothing and fails where one differs from the sources. */
export function runKeepDocs(docs: readonly GeneratedDoc[], args: readonly string[]): void {
  const check = args.includes('--check');
  keepDocs(docs, check)
    .then((differing) => {
      if (check && differing.length > 0)
        throw new Refusal(`${differing.join(' and ')}: not what the sources say. Run: npm run docs`);
      for (const { path } of docs) say(`${path}: ${differing.includes(path) ? 'written' : 'up to date'}`);
    })
    .catch(fail);
}

/** Text for a cell of a Markdown table. */
export const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim() || '–';

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
