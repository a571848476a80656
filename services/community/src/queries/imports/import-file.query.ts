import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';

/** The bytes of an uploaded file, one chunk in memory at a time. */
@Injectable()
export class ImportFileQuery {
  constructor(private readonly reads: ReadScope) {}

  async *chunks(importId: string, ctx: Pick<CallContext, 'tenant'>): AsyncGenerator<Buffer> {
    for (let index = 0; ; index += 1) {
      const [row] = await this.reads.one<{ bytes: Buffer }>(
        ctx,
        'SELECT bytes FROM import_chunks WHERE import_id = $1 AND index = $2',
        [importId, index],
      );
      if (!row) return;
      yield row.bytes;
    }
  }
}
