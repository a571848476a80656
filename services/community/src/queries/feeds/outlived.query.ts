import { Injectable } from '@nestjs/common';
import { localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { keptSince, OUTLIVED, type Outlived } from '../../domain/feeds/outlived';
import { hasOutlived } from '../../storage/feeds/outlived.store';

@Injectable()
export class OutlivedQuery {
  constructor(private readonly reads: ReadScope) {}

  /** Of which there is something to delete. */
  due(tenant: string): Promise<readonly Outlived[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const found: Outlived[] = [];
      for (const what of OUTLIVED) if (await hasOutlived(db, what, keptSince(what, localDay(now)))) found.push(what);
      return found;
    });
  }
}
