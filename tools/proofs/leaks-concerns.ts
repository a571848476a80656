import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import type { RunningSystem } from '../running-system';
import { Client } from 'pg';
import type { Asking } from './leaks-acts';
import type { Somebody } from './leaks-model';
import { wordsOf } from './leaks-sweep';
import type { Town } from './leaks-town';

/** Where outreach keeps words of concerns: one table. Community keeps none at all. */
const HOME = 'concern_reports';

/**
 * Concerns (気づき) of 民生委員, hubs and shops of the watch network, in every state: with words and a place that
 * nobody but CSW and 包括化推進員 reads, and each by its own id only.
 */
export async function enterConcerns(town: Town, asking: Asking, count: number): Promise<void> {
  const { chance, model, worker, orgIds, concerns } = town;
  const as = (role: string, orgId: string | null): Somebody => ({
    ...{ sub: `${role.toLowerCase()}-${chance.prefix}`, roles: [role], orgId, tenant: worker.tenant },
  });
  const inbox = async () => (await asking.ask(contracts.ListConcernsV1, { limit: 100 }, worker)).items;
  for (let left = count; left > 0; left -= 1) {
    const shop = chance.is(0.6);
    const reporter = shop ? as('PROVIDER_STAFF', chance.one(orgIds)) : as('MINSEI_COMMISSIONER', null);
    const sourceKind = shop ? chance.one(['hub', 'watch_partner'] as const) : 'minsei';
    const [words, place] = [chance.words(), chance.words()];
    const known = new Set((await inbox()).map(({ concernId }) => concernId));
    const told = { words, place, sourceKind, urgency: 'normal', areaId: chance.is(0.5) ? randomUUID() : null };
    const { id: receiptId } = await asking.do(contracts.ReportConcernV1, told, reporter);
    const concernId = (await inbox()).find((one) => !known.has(one.concernId))?.concernId ?? '';
    for (const said of [words, place]) model.put(said, { at: 'concern', concernId });
    concerns.push({ concernId, receiptId });
    await goOn(town, asking, concernId);
  }
}

async function goOn({ chance, worker, engagements }: Town, asking: Asking, concernId: string): Promise<void> {
  if (chance.is(0.3)) return;
  await asking.do(contracts.TakeConcernV1, { concernId }, worker);
  const engaged = chance.is(0.5);
  if (engaged) {
    const known = {
      caseRef: null,
      personRef: null,
      source: 'minsei',
      basisCode: 'special_reason',
      reason: 'isolation',
    };
    const { id: engagementId } = await asking.do(contracts.IdentifyEngagementV1, known, worker);
    engagements.push(engagementId);
    await asking.do(contracts.LinkConcernV1, { concernId, engagementId }, worker);
  }
  if (chance.is(0.5)) return;
  const outcome = engaged ? 'engaged' : 'watching';
  await asking.do(contracts.SettleConcernV1, { concernId, outcome, feedback: 'seen_to' }, worker);
}

/** Tables of outreach and community, events and kept answers among them, in which words of the town stand. */
export async function concernsElsewhere(system: RunningSystem, prefix: string, tenant: string): Promise<string[]> {
  const found: string[] = [];
  for (const service of ['outreach', 'community'] as const) {
    const owner = new Client({ connectionString: system.databases[service].ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [tenant]);
      const { rows: tables } = await owner.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name`,
      );
      for (const { name } of tables.filter((table) => service !== 'outreach' || table.name !== HOME)) {
        const { rows } = await owner.query(`SELECT 1 FROM "${name}" AS t WHERE to_jsonb(t)::text ~ $1 LIMIT 1`, [
          wordsOf(prefix).source,
        ]);
        if (rows.length > 0) found.push(`${name} of ${service} holds words of a concern`);
      }
    } finally {
      await owner.end();
    }
  }
  return found;
}
