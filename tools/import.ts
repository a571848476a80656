import { parseArgs } from 'node:util';
import { FAMILIES } from '../services/community/src/domain/imports/families';
import type { Family } from '../services/community/src/domain/imports/record';
import { dryRun } from './import/dry-run';
import { type Given, importFile } from './import/upload';
import { withOneFile } from './import/table-set';
import { fail, note } from './say';

const KINDS = FAMILIES.map(({ family, ja }) => `  ${family}  ${ja}`);
const USAGE = [
  '使い方: npm run import -- ファイル [--dry-run] [--family 種類] [出典]',
  '  --dry-run  取り込まずに、どう読めるかだけを示します（サーバーは不要）',
  '  HSDS の CSV は、表のフォルダーか、すべての表のファイルを指定します',
  '  --family   一覧の種類を指定します（指定がなければ見出しから判断）',
  '  出典: --publisher 提供者 --licence ライセンス --attribution 表示文 --url 取得元',
  '        --fetched-on 取得日 --as-of データ時点 (YYYY-MM-DD)',
  ...KINDS,
];
/** Somebody asked for what there is not. */
const MISUSED = 1;

interface Wish {
  readonly files: readonly string[];
  readonly family: Family | undefined;
  readonly dryRun: boolean;
  readonly given: Given;
}

/** Null where the arguments make no sense. */
function wishFrom(args: readonly string[]): Wish | null {
  const text = { type: 'string' } as const;
  const source = { publisher: text, licence: text, attribution: text, url: text, 'fetched-on': text, 'as-of': text };
  const options = { 'dry-run': { type: 'boolean' }, family: text, ...source } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const family = FAMILIES.find((each) => each.family === values.family)?.family;
    const isKnown = values.family === undefined || family !== undefined;
    if (positionals.length === 0 || !isKnown) return null;
    const { publisher, licence, attribution, url } = values;
    const days = { fetchedOn: values['fetched-on'], asOf: values['as-of'] };
    const given = { publisher, licence, attribution, url, family, ...days };
    return { files: positionals, family, dryRun: values['dry-run'] === true, given };
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const wish = wishFrom(process.argv.slice(2));
  if (wish === null) {
    for (const line of USAGE) note(line);
    process.exitCode = MISUSED;
    return;
  }
  const { files, family, given } = wish;
  process.exitCode = await withOneFile(files, (file) => (wish.dryRun ? dryRun(file, family) : importFile(file, given)));
}

main().catch(fail);
