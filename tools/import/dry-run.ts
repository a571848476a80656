import { PreviewGathering } from '../../services/community/src/domain/imports/preview';
import type { Family } from '../../services/community/src/domain/imports/record';
import { newTally, readRecords } from '../../services/community/src/for-tools';
import { AppError } from '#libs/kernel';
import { note, say } from '../say';
import { previewLines, totalLines } from './preview-lines';
import { openSource } from './source-file';

const ACCOUNTED = 0;
const NOT_ALL_ACCOUNTED = 1;
const UNREADABLE = 2;

/** Shows how a file would be read, all of it, and writes nothing. Gives the exit status. */
export async function dryRun(path: string, family?: Family): Promise<number> {
  const source = await openSource(path, family);
  if (!('plan' in source)) {
    note(`読めないファイルです（${source.code}）: ${source.mend}`);
    return UNREADABLE;
  }
  const gathering = new PreviewGathering(source.plan);
  const tally = newTally();
  try {
    for await (const record of readRecords(source.chunks(), source.plan, tally)) gathering.add(record);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`読めないファイルです（${error.code}）: ${error.fields.map(({ mend }) => mend).join(' ')}`);
    return UNREADABLE;
  }
  const preview = gathering.preview();
  for (const line of [...previewLines(preview), ...totalLines(preview, tally)]) say(line);
  const { fine, noted, quarantined } = preview.totals;
  return fine + noted + quarantined === tally.records ? ACCOUNTED : NOT_ALL_ACCOUNTED;
}
