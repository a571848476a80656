import { randomUUID } from 'node:crypto';
import { Api } from '../api';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { type FedMenu, type Report, written } from './feeds-reports';
import { FeedSender, submit } from './feeds-sender';
import { enterOrganizations, type FedOrganization, FeedTables } from './feeds-town';
import { InstanceFaults } from './ledger-faults';
import { pause, type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const ORGANIZATIONS = 4;
const MENUS_EACH = 12;
const FAULT_EVERY_MS = 1_500;
const HEARD_WITHIN_MS = 60_000;
const BULK_ROWS = 500;
const MINUTE_MS = 60_000;

/** A menu, and what matching has to know of it. */
type Known = readonly [menuId: string, places: { readonly total: number; readonly used: number }];

interface Season {
  readonly senders: readonly FeedSender[];
  readonly kills: number;
  /** Answers that are not what the order of the reports demands. */
  readonly wrongAnswers: number;
  /** The newest report of each menu. */
  readonly wanted: readonly Known[];
  readonly applied: number;
  /** Events that have to be said, and those that were. */
  readonly toSay: number;
  readonly said: number;
}

interface Plan {
  readonly batches: number;
  readonly seed: number;
  readonly faults: boolean;
  readonly progress: (line: string) => void;
}

/** Several organisations send at once, while community is killed and paused. */
async function season(system: RunningSystem, tables: FeedTables, plan: Plan): Promise<Season> {
  const organizations = await enterOrganizations(system, ORGANIZATIONS, MENUS_EACH);
  plan.progress(`${ORGANIZATIONS} organisations with ${MENUS_EACH} menus each`);
  const random = randomOf(plan.seed);
  const senders = organizations.map((own) => {
    const others = organizations.filter(({ orgId }) => orgId !== own.orgId).flatMap(({ menus }) => menus);
    return new FeedSender(system.baseUrl, own, others, randomOf(Math.floor(random() * 1e9)));
  });
  const faults = plan.faults ? new InstanceFaults(system, ['community'], random, FAULT_EVERY_MS) : null;
  try {
    await Promise.all(senders.map((sender) => sender.run(plan.batches)));
  } finally {
    await faults?.stop();
  }
  const problems = senders.flatMap(({ model }) => model.problems);
  for (const problem of problems.slice(0, 5)) plan.progress(problem);
  const menuIds = organizations.flatMap(({ menus }) => menus.map(({ menuId }) => menuId));
  return {
    ...{ senders, kills: faults?.kills ?? 0, wrongAnswers: problems.length },
    wanted: senders.flatMap(({ model }) => [...model.places()]),
    applied: senders.reduce((sum, { model }) => sum + model.applied, 0),
    toSay: senders.reduce((sum, { model }) => sum + model.said, 0),
    said: await tables.said(menuIds),
  };
}

const wrongIn = (wanted: readonly Known[], found: ReadonlyMap<string, Known[1]>): number =>
  wanted.filter(([menuId, { total, used }]) => {
    const places = found.get(menuId);
    return places?.total !== total || places.used !== used;
  }).length;

/** Menus whose ledgers are wrong, once there was time to hear what was said. */
async function wrongLedgers(wanted: readonly Known[], tables: FeedTables): Promise<number> {
  const until = Date.now() + HEARD_WITHIN_MS;
  for (;;) {
    const wrong = wrongIn(wanted, await tables.ledgers());
    if (wrong === 0 || Date.now() > until) return wrong;
    await pause(250);
  }
}

/** Reports per second with all checks, by systems that send as fast as they are answered. */
async function bulk(system: RunningSystem, tables: FeedTables, own: readonly FedOrganization[], batches: number) {
  const start = Date.now() - batches * MINUTE_MS;
  const began = performance.now();
  const last = await Promise.all(
    own.map(async ({ menus, token }) => {
      const whole = menus.filter(({ sliced }) => !sliced);
      const known = new Map<string, Known[1]>();
      for (let batch = 0; batch < batches; batch += 1) {
        const reports = bulkOf(whole, batch, start);
        const { answer } = await submit(system.baseUrl, token, written(reports, 'application/x-ndjson'), randomUUID());
        if (answer.results.some(({ result }) => result !== 'applied'))
          throw new Error('A right report was not applied.');
        for (const { menu, total, used } of reports) known.set(menu.menuId, { total, used });
      }
      return [...known];
    }),
  );
  const perSecond = (own.length * batches * BULK_ROWS * 1_000) / (performance.now() - began);
  if ((await wrongLedgers(last.flat(), tables)) > 0) throw new Error('Reports did not reach matching.');
  return perSecond;
}

const bulkOf = (menus: readonly FedMenu[], batch: number, start: number): readonly Report[] =>
  Array.from({ length: BULK_ROWS }, (_, row) => ({
    ...{ menu: menus[row % menus.length] ?? fail(), counter: 1 + batch * BULK_ROWS + row, wrong: null },
    ...{ total: 10 + (row % 7), used: row % 9, reportedAt: start + batch * MINUTE_MS + row },
  }));

function fail(): never {
  throw new Error('There is no menu.');
}

/** From the report's sending until matching's ledger has it, one at a time; milliseconds, in order. */
async function latencies(
  system: RunningSystem,
  tables: FeedTables,
  { menus, token }: FedOrganization,
  times: number,
): Promise<readonly number[]> {
  const api = new Api(system.baseUrl, token);
  const { menuId } = menus.find(({ sliced }) => !sliced) ?? fail();
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const total = 1_000 + time;
    const began = performance.now();
    await api.put(`/menus/${menuId}/availability`, {
      total,
      used: 0,
      reportedAt: new Date(Date.now() - 1).toISOString(),
    });
    while (!(await tables.knows(menuId, total))) {
      if (performance.now() - began > HEARD_WITHIN_MS) throw new Error('A report did not reach matching.');
      await pause(2);
    }
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY);

async function speeds(system: RunningSystem, tables: FeedTables, brief: boolean) {
  const own = await enterOrganizations(system, ORGANIZATIONS, brief ? 24 : 200);
  const perSecond = await bulk(system, tables, own, brief ? 2 : 10);
  const visible = await latencies(system, tables, own[0] ?? fail(), brief ? 40 : 200);
  return { reportsPerSecond: Math.round(perSecond), visibleP50Ms: at(visible, 0.5), visibleP99Ms: at(visible, 0.99) };
}

/** Without the rule of order whatever comes last counts: wrong answers, and menus that end at another report. */
async function control(system: RunningSystem, tables: FeedTables, plan: Plan) {
  const broken = await system.startReplica('community', { TSUNAGI_BROKEN: 'NO_REPORT_ORDER' });
  await system.stopInstance('community');
  try {
    const { wrongAnswers, wanted } = await season(system, tables, plan);
    return { wrongAnswers, wrongMenus: wrongIn(wanted, await tables.reported()) };
  } finally {
    await system.startAgain('community');
    await system.stopInstance(broken);
  }
}

async function run(options: ProofOptions): Promise<ProofResult> {
  const system = await startSystem({ environment: 'test', env: { TSUNAGI_LOG_LEVEL: 'error' } });
  const tables = await FeedTables.open(system);
  try {
    return await prove(system, tables, options);
  } finally {
    await tables.close();
    await system.stop();
  }
}

async function prove(
  system: RunningSystem,
  tables: FeedTables,
  { runs, brief, seed, progress }: ProofOptions,
): Promise<ProofResult> {
  const batches = runs ?? (brief ? 40 : 400);
  const sound = await season(system, tables, { batches, seed, faults: true, progress });
  const wrong = await wrongLedgers(sound.wanted, tables);
  const sum = (of: (sender: FeedSender) => number): number => sound.senders.reduce((all, one) => all + of(one), 0);
  const sent = { batches: sum((one) => one.batches), rows: sum((one) => one.rows), repeats: sum((one) => one.repeats) };
  progress(`${sent.rows} rows in ${sent.batches} batches, ${sum((one) => one.tries)} tries, ${sound.kills} kills`);
  const plan = { batches: Math.min(batches, 15), seed, faults: false, progress: () => undefined };
  const broken = await control(system, tables, plan);
  progress(`NO_REPORT_ORDER: ${broken.wrongAnswers} wrong answers, ${broken.wrongMenus} wrong menus`);
  const figures = await speeds(system, tables, brief);
  const { kills, wrongAnswers, applied, toSay, said } = sound;
  return {
    holds: kills > 0 && wrongAnswers === 0 && wrong === 0 && toSay === said && broken.wrongMenus > 0,
    figures: {
      ...{ organizations: ORGANIZATIONS, ...sent, kills, applied, toSay, said, wrongAnswers, wrongLedgers: wrong },
      ...{ NO_REPORT_ORDER: `${broken.wrongAnswers} answers, ${broken.wrongMenus} menus`, ...figures, seed },
    },
  };
}

export const feeds: Proof = {
  name: 'feeds',
  sentence:
    'However late, often and out of order organisations report, and whatever dies meanwhile, every row gets the right answer once and matching ends at the newest report; without the rule of order it would not.',
  run,
};
