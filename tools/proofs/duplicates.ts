import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { BlindIndex, cipherOf, openKeys } from '../../services/intake/src/for-tools';
import { Api, kept } from '../api';
import { enterRegister } from '../register/enter';
import { DUPLICATES, LOOK_ALIKES, marriedAndMoved } from '../register/planted';
import { type Entry, newcomer, pick, registerOf } from '../register/register';
import type { RunningSystem } from '../running-system';
import { keysFolder } from '../state';
import { startSystem } from '../system';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const SIZE = 100_000;
const LANES = 2;
/** What is promised on an invented register; a real one has to be looked at before. */
const LEAST_RECALL_PER_KIND = 0.95;
const MOST_FALSE_LIKELY_PER_THOUSAND = 5;
const MOST_FALSE_HINTS_PER_THOUSAND = 15;

interface Question {
  readonly kind: string;
  readonly entry: Entry;
  /** The record of the same person; null for somebody who is not in the register. */
  readonly same: string | null;
  /** Would be found by equal name and equal birth date, written alike. */
  readonly plainMatch: boolean;
}

interface Answered extends Question {
  readonly items: readonly { readonly personRef: string; readonly level: string }[];
  readonly ms: number;
}

interface Register {
  readonly entries: readonly Entry[];
  readonly refs: readonly string[];
}

/** So many questions of one kind, about people drawn from the register. */
function questionsOf(
  kind: string,
  make: (entry: Entry, random: () => number) => Entry | null,
  { entries, refs }: Register,
  wish: { readonly count: number; readonly random: () => number; readonly isSame: boolean },
): readonly Question[] {
  const questions: Question[] = [];
  while (questions.length < wish.count) {
    const at = Math.floor(wish.random() * entries.length);
    const known = entries[at] as Entry;
    const entry = make(known, wish.random);
    if (entry === null) continue;
    const plainMatch = entry.name === known.name && entry.birthDate === known.birthDate && known.birthDate !== null;
    questions.push({ kind, entry, same: wish.isSame ? (refs[at] as string) : null, plainMatch });
  }
  return questions;
}

function allQuestions(register: Register, perKind: number, random: () => number): readonly Question[] {
  const of = (isSame: boolean) => (kinds: typeof DUPLICATES) =>
    Object.entries(kinds).flatMap(([kind, make]) =>
      questionsOf(kind, make, register, { count: perKind, random, isSame }),
    );
  const newcomers = Array.from({ length: perKind * 10 }, () => ({
    ...{ kind: 'newcomer', entry: newcomer(random), same: null, plainMatch: false },
  }));
  return [...of(true)({ ...DUPLICATES, marriedAndMoved }), ...of(false)(LOOK_ALIKES), ...newcomers];
}

async function ask(api: Api, questions: readonly Question[]): Promise<readonly Answered[]> {
  const waiting = [...questions];
  const answered: Answered[] = [];
  const lane = async (): Promise<void> => {
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      const began = performance.now();
      const { items } = await api.post<Pick<Answered, 'items'>>('/person-duplicates', question.entry);
      answered.push({ ...question, items, ms: performance.now() - began });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answered;
}

/** What the same way through gateway and bus costs without any search, at the same concurrency. */
async function plainReads(api: Api, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    while (times.length < count) {
      const began = performance.now();
      await api.get('/cases?limit=1');
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return times.sort((one, other) => one - other);
}

async function fill(system: RunningSystem, random: () => number): Promise<Register> {
  const folder = keysFolder(system.dataDir);
  const kek = { file: join(folder, 'kek.json') };
  const keys = openKeys({ keysDatabaseUrl: system.databases.keys.appUrl, kek }, 'register');
  const sealing = { index: new BlindIndex(readFileSync(join(folder, 'index.key'))), cipher: cipherOf(keys) };
  const entries = registerOf(random, SIZE);
  const owner = new Client({ connectionString: system.databases.intake.ownerUrl });
  await owner.connect();
  try {
    return { entries, refs: await enterRegister(owner, system.tenant, sealing, entries) };
  } finally {
    await owner.end();
    await keys.close();
  }
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const perKind = runs ?? (brief ? 25 : 300);
  const random = randomOf(seed);
  const system = await startSystem({ environment: 'test', env: { TSUNAGI_LOG_LEVEL: 'warn' } });
  try {
    const register = await fill(system, random);
    progress(`${SIZE} people entered`);
    const api = new Api(
      system.baseUrl,
      kept(() => system.token('INTAKE_WORKER')),
    );
    await ask(
      api,
      Array.from({ length: 50 }, () => ({
        kind: 'warm',
        entry: pick(random, register.entries),
        same: null,
        plainMatch: false,
      })),
    );
    const answered = await ask(api, allQuestions(register, perKind, random));
    const reads = await plainReads(api, 200);
    return resultOf(answered, { perKind, seed, progress, reads });
  } finally {
    await system.stop();
  }
}

const share = (part: number, of: number): number => Math.round((part / Math.max(of, 1)) * 1_000) / 1_000;
const isFound = ({ items, same }: Answered): boolean => items.some(({ personRef }) => personRef === same);
const isLikely = ({ items, same }: Answered): boolean =>
  items.some(({ personRef, level }) => personRef === same && level === 'likely');

function falseAlarms(answered: readonly Answered[]): { readonly likely: number; readonly hints: number } {
  const wrong = (levels: readonly string[]) => (one: Answered) =>
    one.items.some(({ personRef, level }) => personRef !== one.same && levels.includes(level));
  const perThousand = (levels: readonly string[]): number =>
    Math.round(share(answered.filter(wrong(levels)).length, answered.length) * 1_000 * 10) / 10;
  return { likely: perThousand(['likely']), hints: perThousand(['likely', 'possible']) };
}

const percentile = (sorted: readonly number[], part: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;

interface Around {
  readonly perKind: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
  /** Milliseconds of plain reads, sorted. */
  readonly reads: readonly number[];
}

function resultOf(answered: readonly Answered[], { perKind, seed, progress, reads }: Around): ProofResult {
  const of = (kind: string): readonly Answered[] => answered.filter((one) => one.kind === kind);
  const recall = Object.keys(DUPLICATES).map((kind) => ({
    kind,
    found: share(of(kind).filter(isFound).length, perKind),
  }));
  for (const { kind, found } of recall) {
    progress(`${kind}: found ${found}, likely ${share(of(kind).filter(isLikely).length, perKind)}`);
  }
  for (const kind of Object.keys(LOOK_ALIKES)) {
    const { likely, hints } = falseAlarms(of(kind));
    progress(`${kind}: hints per 1,000 ${hints}, likely ${likely}`);
  }
  const newcomers = falseAlarms(of('newcomer'));
  const planted = answered.filter(({ kind }) => kind in DUPLICATES);
  const found = share(planted.filter(isFound).length, planted.length);
  const plainMatch = share(planted.filter((one) => one.plainMatch).length, planted.length);
  const worst = Math.min(...recall.map((one) => one.found));
  const times = answered.map(({ ms }) => ms).sort((one, other) => one - other);
  const holds =
    worst >= LEAST_RECALL_PER_KIND &&
    newcomers.likely <= MOST_FALSE_LIKELY_PER_THOUSAND &&
    newcomers.hints <= MOST_FALSE_HINTS_PER_THOUSAND &&
    // Control: equal spelling alone misses a great many of them.
    plainMatch < found - 0.3;
  return {
    holds,
    figures: {
      ...{ people: SIZE, kinds: recall.length, entries: answered.length, found, worstKind: worst },
      ...{ likelyShare: share(planted.filter(isLikely).length, planted.length), EQUAL_SPELLING: plainMatch },
      marriedAndMoved: share(of('marriedAndMoved').filter(isFound).length, perKind),
      ...{ falseHintsPer1000: newcomers.hints, falseLikelyPer1000: newcomers.likely },
      ...{ p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) },
      ...{ plainReadP50Ms: percentile(reads, 0.5), plainReadP99Ms: percentile(reads, 0.99), seed },
    },
  };
}

export const duplicates: Proof = {
  name: 'duplicates',
  sentence:
    'In a register of 100,000 people somebody who is entered again is found however it is written, and newcomers are rarely taken for somebody else.',
  run,
};
