import type { ImportPreview } from '../../services/community/src/domain/imports/preview';
import type { ReadingTally } from '../../services/community/src/for-tools';

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16（LE）',
  'utf-16be': 'UTF-16（BE）',
  cp932: 'CP932（Shift_JIS）',
};
const DELIMITERS: Readonly<Record<string, string>> = { ',': 'カンマ', '\t': 'タブ', ';': 'セミコロン' };
const FORMS: Readonly<Record<string, string>> = { json: 'JSON', ndjson: 'JSON（1行に1件）' };

type Problem = ImportPreview['problems'][number];

/** How a file was understood, for people. */
export function previewLines(preview: ImportPreview): readonly string[] {
  return understood(preview).map(harmless);
}

function understood(preview: ImportPreview): readonly string[] {
  const { familyLabel, columns, unknownColumns, rows, problems } = preview;
  const taken = columns.filter(({ field }) => field !== null);
  return [
    `種類: ${familyLabel}`,
    `文字コード: ${ENCODINGS[preview.encoding] ?? preview.encoding}${preview.bom ? '・BOM あり' : ''}`,
    ...formLines(preview),
    ...(columns.length === 0 ? [] : [`読み取る列（${taken.length}）: ${taken.map(taking).join('、')}`]),
    ...(unknownColumns.length === 0 ? [] : [`知らない列（そのまま残します）: ${unknownColumns.join('、')}`]),
    ...(rows.length === 0 ? [] : ['先頭の行:']),
    ...rows.map(rowLine),
    ...(problems.length === 0 ? [] : ['問題:']),
    ...problems.flatMap(problemLines),
  ];
}

function formLines({ form, delimiter, headerRow }: ImportPreview): readonly string[] {
  if (delimiter === null) return [`形式: ${FORMS[form] ?? form}`];
  return [`区切り: ${DELIMITERS[delimiter] ?? delimiter}`, `見出し: ${headerRow}行目`];
}

/** What stands in a file must not steer the terminal. */
const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

const taking = ({ column, field }: ImportPreview['columns'][number]): string =>
  column === field ? column : `${column}→${field}`;

function rowLine({ row, quarantined, ...said }: ImportPreview['rows'][number]): string {
  const words = Object.values(said).filter((value) => value !== null);
  return `  ${row}行目 ${quarantined ? '［隔離］' : ''}${words.join(' / ')}`;
}

function problemLines({ code, severity, count, mend, examples }: Problem): readonly string[] {
  const shown = examples.map(({ row, column, value }) => `    ${row}行目 ${column}「${value}」`);
  return [`  ${severity === 'quarantine' ? '隔離' : '注意'} ${count}件 ${code}: ${mend}`, ...shown];
}

/** Every line of the file, and every record. */
export function totalLines({ totals }: ImportPreview, tally: ReadingTally): readonly string[] {
  const { records, fine, noted, quarantined } = totals;
  return [
    `合計: ${records}件 = そのまま ${fine} + 注意つき ${noted} + 隔離 ${quarantined}`,
    `行: 見出しより上 ${tally.preambleLines}、見出し ${tally.headerLines}、空行 ${tally.blankLines}、データ ${tally.recordLines}`,
  ];
}
