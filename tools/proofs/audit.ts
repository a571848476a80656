import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { kept } from '../api';
import { AuditTown } from './audit-town';
import { TAMPERINGS } from './audit-tamperings';
import type { Proof, ProofOptions, ProofResult } from './proof';
import { booksIn, type ServiceBooks, verifySystem } from '../audit/verify-system';

const CASES = 40;
/** Rows among which somebody asks who saw a person, and seconds in which the answer has to be there. */
const ROWS = 1_000_000;
const SECONDS = 2;

/** Findings of intake's chain. */
async function findingsOf(system: RunningSystem): Promise<ServiceBooks> {
  const checked = await verifySystem(await booksIn(system.dataDir, system.databases));
  const intake = checked.find(({ service, tenant }) => service === 'intake' && tenant === system.tenant);
  if (!intake) throw new Error('There is no chain of intake.');
  return intake;
}

interface Untouched {
  readonly unnoted: number;
  readonly undone: { readonly done: number; readonly refused: number };
  readonly clean: ServiceBooks;
}

/** Everything is noted, and nothing is found where nobody changed anything. */
async function live(town: AuditTown, cases: number, system: RunningSystem): Promise<Untouched> {
  await town.live(cases);
  const unnoted = await town.unnoted();
  const undone = await town.actsWithoutNotes();
  return { unnoted, undone, clean: await town.settled(() => findingsOf(system)) };
}

const isClean = ({ unnoted, undone, clean }: Untouched): boolean =>
  unnoted + undone.done + clean.findings.length + clean.forged === 0 && clean.anchors > 0 && clean.links > 0;

/** Names of what was done to the chain and not found; and what is found once all of it is undone. */
async function tamper(
  town: AuditTown,
  system: RunningSystem,
  progress: ProofOptions['progress'],
): Promise<{ readonly missed: readonly string[]; readonly left: number }> {
  await system.stopInstance('intake');
  const missed: string[] = [];
  for (const [name, act] of TAMPERINGS) {
    const { findings } = await town.tampered(act, () => findingsOf(system));
    if (findings.length === 0) missed.push(name);
    progress(`${name}: ${[...new Set(findings.map(({ what }) => what))].join(', ') || 'NOT FOUND'}`);
  }
  const left = (await findingsOf(system)).findings.length;
  await system.startAgain('intake');
  await system.untilReady('intake');
  return { missed, left };
}

async function run({ runs, brief, progress }: ProofOptions): Promise<ProofResult> {
  const cases = runs ?? (brief ? 10 : CASES);
  const rows = brief ? ROWS / 10 : ROWS;
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'warn' },
    serviceEnv: { gateway: { TSUNAGI_AUDIT_ANCHORS_EVERY_S: '1' } },
  });
  try {
    const town = await AuditTown.open(system, kept);
    const untouched = await live(town, cases, system);
    const { unnoted, undone, clean } = untouched;
    progress(`${town.calls} calls about ${cases} people, ${unnoted} not noted; ${clean.findings.length} findings`);
    const { missed, left } = await tamper(town, system, progress);
    const { slowest, found } = await town.whoSaw(rows);
    return {
      holds: isClean(untouched) && missed.length + left === 0 && found > 0 && slowest <= SECONDS,
      figures: {
        calls: town.calls,
        unnoted,
        'acts done without a note': undone.done,
        'acts and looks refused without a note': undone.refused,
        entries: clean.links,
        'findings untouched': clean.findings.length,
        'kinds of tampering': TAMPERINGS.length,
        'not found': missed.length === 0 ? 0 : missed.join(' '),
        rows,
        'who saw, slowest of 20 in s': Number(slowest.toFixed(2)),
      },
    };
  } finally {
    await system.stop();
  }
}

export const audit: Proof = {
  name: 'audit',
  sentence: 'Whatever is done to the audit behind its back is found, and nothing is done or shown without it.',
  run,
};
