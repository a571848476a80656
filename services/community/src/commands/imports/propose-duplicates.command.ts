import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB, refuseUnaccounted } from '../../domain/imports/job';
import { addressKeyOf, cellOf, cellsAround, nameKeyOf, reasonsFor } from '../../domain/imports/sameness';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import {
  candidatesFor,
  keepPrints,
  type Print,
  proposePairs,
  nextToPrint,
} from '../../storage/imports/fingerprints.store';
import { deleteChunks } from '../../storage/imports/import-chunks.store';
import { lockJob, takeLease, updateJob } from '../../storage/imports/import-jobs.store';

/** The last work of an import: looks which of the new and changed resources may be one place with another, some at a time. */
@Injectable()
export class ProposeDuplicatesCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** True while there is more to do. */
  async execute(importId: string, instance: string, ctx: CallContext): Promise<boolean> {
    const { more } = await this.unit.run(ctx, async ({ db, now }) => {
      if (!(await takeLease(db, importId, instance, IMPORT_SETTINGS.leaseSeconds))) return { more: false };
      const job = await lockJob(db, importId);
      if (job.phase !== 'duplicates') return { more: false };
      const rows = await nextToPrint(db, job.afterKey === '' ? '0' : job.afterKey, IMPORT_SETTINGS.lookRows);
      if (rows.length === 0) {
        refuseUnaccounted(job);
        const state = IMPORT_JOB.next(job.state, 'finish', ctx.actor);
        await deleteChunks(db, job.id);
        await updateJob(db, job, { state, phase: null, afterKey: '', finishedAt: now, attempts: 0 });
        return { more: false };
      }
      const fresh = rows.filter(({ printed }) => !printed);
      const prints = fresh.map(({ name, address, ...row }): Print => ({
        ...row,
        ...{ nameKey: nameKeyOf(name), addressKey: addressKeyOf(address), cell: cellOf(row.location) },
      }));
      await keepPrints(db, prints);
      const byId = new Map(prints.map((print) => [print.resourceId, print]));
      const asked = prints.map((print) => ({ ...print, cells: cellsAround(print.location) }));
      const pairs = (await candidatesFor(db, asked, IMPORT_SETTINGS.pairsPerResource)).flatMap(({ of, other }) => {
        const one = byId.get(of);
        const reasons = one ? reasonsFor(one, other) : [];
        // Both of a pair may be in the batch: it is proposed once.
        const twice = byId.has(other.resourceId) && other.resourceId < of;
        return reasons.length === 0 || twice ? [] : [{ one: of, other: other.resourceId, reasons }];
      });
      const duplicates = job.duplicates + (await proposePairs(db, pairs));
      await updateJob(db, job, { duplicates, afterKey: rows.at(-1)?.seq ?? '', attempts: 0 });
      return { more: true };
    });
    return more;
  }
}
