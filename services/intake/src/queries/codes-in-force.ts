import { Injectable } from '@nestjs/common';
import type { NamedCode } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type CodeLists, refuseUnoffered } from '../domain/forms/codes';
import { codeListsOn, codeListVersions } from '../storage/forms.store';

interface Known {
  readonly version: string;
  readonly lists: CodeLists;
}

/** Which codes may be chosen today in a municipality. */
@Injectable()
export class CodesInForce {
  /** A list as it reads on the day that its version names, by municipality and name: one entry each. */
  private readonly known = new Map<string, Known>();

  constructor(private readonly reads: ReadScope) {}

  /** 400 `fields.invalid`, every field that names a code of no list or one that is not offered any more. */
  async refuseUnoffered(named: readonly NamedCode[], { tenant }: Pick<CallContext, 'tenant'>): Promise<void> {
    if (named.length === 0) return;
    const names = [...new Set(named.map(({ list }) => list))];
    const lists = await this.reads.run({ tenant }, async ({ db, now }) => {
      const day = localDay(now);
      const versions = await codeListVersions(db, names, day);
      const read = names.map((list) => this.read(db, { tenant, list, day, entered: versions.get(list) ?? 'none' }));
      return new Map((await Promise.all(read)).flatMap((one) => [...one]));
    });
    refuseUnoffered(named, lists);
  }

  private async read(
    db: EntityManager,
    { tenant, list, day, entered }: { tenant: string; list: string; day: string; entered: string },
  ): Promise<CodeLists> {
    const key = `${tenant} ${list}`;
    const version = `${day} ${entered}`;
    const known = this.known.get(key);
    if (known?.version === version) return known.lists;
    const lists = await codeListsOn(db, [list], day);
    this.known.set(key, { version, lists });
    return lists;
  }
}
