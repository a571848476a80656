import { setTimeout as pause } from 'node:timers/promises';
import { IMPORT_CHUNK_BYTES, type ImportAnswer, type ImportRowsAnswer, type ImportsAnswer } from '#libs/contracts';
import { Api } from '../api';

/** Bytes of a request: an upload that breaks goes on at the last of them. */
const STRETCH = IMPORT_CHUNK_BYTES * 8;
const LOOK_EVERY_MS = 250;
const ENDED: readonly string[] = ['DONE', 'FAILED', 'UNDONE', 'DISCARDED'];
/** A service that restarts is away for seconds. */
const PATIENCE = 60;

export interface Announcement {
  readonly fileName: string;
  readonly publisher: string;
  readonly sourceUrl: string | null;
  readonly licence: string;
  readonly attribution: string;
  readonly fetchedOn: string;
  readonly dataAsOf: string | null;
  readonly sourceId: string | null;
}

/** Imports over the public API, as anybody would do it. */
export class ImportClient {
  private readonly api: Api;

  constructor(
    private readonly baseUrl: string,
    private readonly token: () => Promise<string>,
  ) {
    this.api = new Api(baseUrl, token);
  }

  async begin(announcement: Announcement): Promise<string> {
    return (await this.api.post('/imports', announcement)).id;
  }

  /** All of the file, piece after piece; what got lost on the way is sent again. */
  async send(importId: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    let offset = 0;
    let waiting = Buffer.alloc(0);
    for await (const piece of pieces) {
      waiting = Buffer.concat([waiting, piece]);
      while (waiting.length > STRETCH) {
        await this.put(importId, offset, waiting.subarray(0, STRETCH), false);
        offset += STRETCH;
        waiting = waiting.subarray(STRETCH);
      }
    }
    await this.put(importId, offset, waiting, true);
  }

  preview(importId: string, family?: string): Promise<unknown> {
    return this.api.post(`/imports/${importId}/preview`, family === undefined ? {} : { family });
  }

  start(importId: string): Promise<unknown> {
    return this.api.post(`/imports/${importId}/start`);
  }

  undo(importId: string): Promise<unknown> {
    return this.api.post(`/imports/${importId}/undo`);
  }

  read(importId: string): Promise<ImportAnswer> {
    return this.patiently(() => this.api.get<ImportAnswer>(`/imports/${importId}`));
  }

  /** Until it has ended one way or another. */
  async ended(importId: string, seen: (now: ImportAnswer) => void = () => undefined): Promise<ImportAnswer> {
    for (;;) {
      const now = await this.read(importId);
      seen(now);
      if (ENDED.includes(now.state)) return now;
      await pause(LOOK_EVERY_MS);
    }
  }

  quarantined(importId: string, limit: number): Promise<ImportRowsAnswer> {
    return this.api.get(`/imports/${importId}/rows?result=quarantined&limit=${limit}`);
  }

  /** The list that an earlier file of this name was an issue of. */
  async sourceOf(fileName: string, publisher: string): Promise<string | null> {
    let found: string | null = null;
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: ImportsAnswer = await this.api.get(`/imports?limit=100${cursor && `&cursor=${cursor}`}`);
      for (const each of page.items) {
        const isIssue = each.state === 'DONE' && each.fileName === fileName && each.publisher === publisher;
        if (isIssue) found = each.sourceId;
      }
      cursor = page.nextCursor;
    }
    return found;
  }

  private async put(importId: string, offset: number, bytes: Uint8Array, last: boolean): Promise<void> {
    await this.patiently(async () => {
      const answer = await fetch(`${this.baseUrl}/api/v1/imports/${importId}/file`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${await this.token()}`,
          'content-type': 'application/octet-stream',
          'upload-offset': String(offset),
          'upload-complete': last ? '?1' : '?0',
        },
        body: bytes as BodyInit,
      });
      if (answer.ok) return void (await answer.arrayBuffer());
      const { code = 'unknown' } = (await answer.json().catch(() => ({}))) as { readonly code?: string };
      throw new UploadRefused(answer.status, code);
    });
  }

  /** While the system is away it is asked again; what it refuses is thrown. */
  private async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act();
      } catch (error) {
        const { status = 503 } = error as { readonly status?: number };
        if (status < 500 || attempt >= PATIENCE) throw error;
        await pause(500);
      }
    }
  }
}

class UploadRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`The upload was refused: ${status} ${code}`);
  }
}
