import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Family, ReadingPlan, Unreadable } from '../../services/community/src/domain/imports/record';
import { openReader, SAMPLE_BYTES } from '../../services/community/src/for-tools';

export interface SourceFile {
  readonly plan: ReadingPlan;
  /** Size in bytes. */
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** The file with how it is to be read, or why it cannot be. */
export async function openSource(path: string, family?: Family): Promise<SourceFile | Unreadable> {
  let sample: Uint8Array;
  let size: number;
  try {
    size = (await stat(path)).size;
    sample = await beginningOf(path);
  } catch {
    return {
      readable: false,
      code: 'file.not-found',
      mend: 'ファイルを開けません。場所と読み取りの権限を確かめてください',
    };
  }
  const plan = openReader(sample, family);
  return plan.readable ? { plan, size, chunks: () => createReadStream(path) as AsyncIterable<Uint8Array> } : plan;
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(SAMPLE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
