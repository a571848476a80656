import { Injectable } from '@nestjs/common';
import { MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { RESOURCE, takeStep } from '../../domain/resource';
import { lockJob, takeLease, updateJob } from '../../storage/imports/import-jobs.store';
import { insertChanges } from '../../storage/imports/import-rows.store';
import { recordsNotMet, replaceRecords, type SourceRecord } from '../../storage/imports/source-records.store';
import { touchMenus } from '../../storage/menus.store';
import { lockResource, updateResource } from '../../storage/resources.store';
import { openTask } from '../../storage/tasks.store';

/**
 * What earlier issues of a list named and this one does not, some at a time. That a list is silent does not say that
 * a place is no more: it is noted, and who knows the place is asked.
 */
@Injectable()
export class MarkGoneCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** True while there is more to do. */
  async execute(importId: string, instance: string, ctx: CallContext): Promise<boolean> {
    const { more } = await this.unit.run(ctx, async (tx) => {
      if (!(await takeLease(tx.db, importId, instance, IMPORT_SETTINGS.leaseSeconds))) return { more: false };
      const job = await lockJob(tx.db, importId);
      if (job.phase !== 'gone') return { more: false };
      // A file without one good row says nothing of any place.
      const says = job.quarantined < job.rowsRead;
      const gone = says ? await recordsNotMet(tx.db, job.sourceId, job.id, IMPORT_SETTINGS.goneRows) : [];
      if (gone.length === 0) {
        await updateJob(tx.db, job, { phase: 'duplicates', afterKey: '', attempts: 0 });
        return { more: true };
      }
      for (const record of gone) await noteGone(tx, job.id, record, ctx);
      await replaceRecords(
        tx.db,
        job.sourceId,
        gone.map((record) => ({ ...record, goneOn: tx.today })),
      );
      await updateJob(tx.db, job, { gone: job.gone + gone.length, attempts: 0 });
      return { more: true };
    });
    return more;
  }
}

async function noteGone(tx: Tx, importId: string, record: SourceRecord, ctx: CallContext): Promise<void> {
  const { db, today } = tx;
  const row = await lockResource(db, record.resourceId);
  const about = { sourceKey: record.sourceKey, resourceId: row.id, record: { ...record } };
  if (!RESOURCE.allows(row.state, 'staleCheck')) {
    await insertChanges(db, importId, [{ ...about, before: {}, after: {} }]);
    return;
  }
  const change = takeStep(row, { event: 'staleCheck', goneFromSource: true }, today, ctx.actor);
  const version = await updateResource(db, row, change);
  await insertChanges(db, importId, [
    { ...about, before: { state: row.state }, after: { state: change.state, version } },
  ]);
  const task = { orgId: row.orgId, resourceId: row.id, causeVersion: version, openedOn: today };
  await openTask(db, { ...task, kind: 'confirm_resource' });
  for (const menu of await touchMenus(db, row.id)) await tx.publish(MenuChangedV1, menu);
}
