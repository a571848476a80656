import { readFileSync } from 'node:fs';
import type { RequestType } from '#libs/contracts';
import { Client } from 'pg';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { openBusClient } from './bus-client';
import { Asking } from './leaks-acts';
import { change, enterConference } from './leaks-conferences';
import { READS } from './leaks-reads';
import { concernsElsewhere, enterConcerns } from './leaks-concerns';
import { enterInquiries, type MatchingVoice, openMatchingVoice } from './leaks-inquiries';
import { enterDesks, enterPlans, enterSheets } from './leaks-papers';
import { goesByWhoAsks, type Swept, sweep, wordsOf } from './leaks-sweep';
import { Chance, enterMembers, enterPeople, KINDS, newTown } from './leaks-town';
import { carryAround } from './leaks-transfers';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const HERE = '990019';
const ELSEWHERE = '990027';
const SERVICES = ['intake', 'outreach', 'community'] as const;
const USUAL_TOWNS = 5;
const LETTERS = 'kmnpqrstuvwxy';
/** Where words would travel or wait, besides the records themselves. */
const CARRIERS = ['outbox', 'inbox', 'dead_letters'];

interface Size {
  readonly people: number;
  readonly concerns: number;
  /** Of each kind. */
  readonly conferences: number;
  /** Everybody asks before the changes as well. */
  readonly twice: boolean;
  /** What is asked; everything where left out. */
  readonly reads?: readonly RequestType[];
}

interface Tally {
  readonly leaks: string[];
  readonly unasked: Set<string>;
  /** Kinds of places of which somebody read by right: a leak out of one of them would have been seen. */
  readonly kinds: Set<string>;
  readonly wrong: string[];
  readonly figures: Record<string, number>;
}

const newTally = (): Tally => ({ leaks: [], unasked: new Set(), kinds: new Set(), wrong: [], figures: {} });
const add = ({ figures }: Tally, name: string, count: number): number => (figures[name] = (figures[name] ?? 0) + count);

async function withOwner<T>(system: RunningSystem, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: system.databases.intake.ownerUrl });
  await owner.connect();
  await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [HERE]);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Rows of events, and lines of the log, in which words of the town stand. */
async function carriedElsewhere(system: RunningSystem, prefix: string): Promise<readonly string[]> {
  const words = wordsOf(prefix);
  const found = await withOwner(system, async (owner) => {
    const counts: string[] = [];
    for (const table of CARRIERS) {
      const { rows } = await owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} t WHERE to_jsonb(t)::text ~ $1`,
        [words.source],
      );
      if ((rows[0]?.n ?? 0) > 0) counts.push(`${table} holds words of the record`);
    }
    return counts;
  });
  const logs = SERVICES.filter((service) => words.test(readFileSync(system.logFile(service), 'utf8')));
  const said = logs.map((service) => `the log of ${service} holds words of the town`);
  return [...found, ...said, ...(await concernsElsewhere(system, prefix, HERE))];
}

interface Stage {
  readonly system: RunningSystem;
  readonly asking: Asking;
  readonly voice: MatchingVoice;
}

async function playTown({ system, asking, voice }: Stage, chance: Chance, size: Size, tally: Tally): Promise<void> {
  const town = newTown(chance, HERE);
  await enterPeople(town, asking, size.people);
  await enterInquiries(town, asking, voice);
  await enterDesks(town, asking);
  await enterMembers(town, asking);
  await enterPlans(town, asking);
  await enterSheets(town, asking);
  await enterConcerns(town, asking, size.concerns);
  for (const kind of KINDS)
    for (let number = 0; number < size.conferences; number += 1) await enterConference(town, asking, kind, number);
  const { tried, carried, wrong } = await carryAround(town, asking);
  tally.wrong.push(...wrong);
  if (size.twice) keep(tally, await sweep(town, asking, ELSEWHERE));
  add(tally, 'withdrawals', await change(town, asking));
  keep(tally, await sweep(town, asking, ELSEWHERE, size.reads));
  const items = town.conferences.flatMap((conference) => conference.items).length;
  const papers = { plans: town.plans.length, sheets: town.sheets.length, inquiries: town.proposals.length };
  const concerns = town.concerns.length;
  const counted = {
    towns: 1,
    people: town.people.length,
    conferences: town.conferences.length,
    items,
    concerns,
    ...papers,
  };
  for (const [name, count] of Object.entries({ ...counted, words: town.model.places.size })) add(tally, name, count);
  for (const [name, count] of Object.entries({ transfersTried: tried, carried, wronglyDecided: wrong.length }))
    add(tally, name, count);
  tally.leaks.push(...(await carriedElsewhere(system, chance.prefix)));
}

function keep(tally: Tally, { answers, seen, kinds, leaks, lost, unasked }: Swept): void {
  for (const kind of kinds) tally.kinds.add(kind);
  add(tally, 'answers', answers);
  add(tally, 'seenByRight', seen);
  add(tally, 'keptFromTheEntitled', lost);
  tally.leaks.push(...leaks);
  for (const subject of unasked) tally.unasked.add(subject);
}

interface Plan {
  readonly towns: number;
  readonly size: Size;
  readonly seed: number;
  readonly broken?: string;
}

async function play({ towns, size, seed, broken }: Plan): Promise<Tally> {
  const system = await startSystem({
    ...{ environment: 'test', services: [...SERVICES], tenants: [HERE, ELSEWHERE] },
    env: { TSUNAGI_LOG_LEVEL: 'info', ...(broken !== undefined && { TSUNAGI_BROKEN: broken }) },
  });
  const bus = await openBusClient(system);
  const voice = await openMatchingVoice(system, HERE);
  const tally = newTally();
  const random = randomOf(seed);
  try {
    for (let number = 0; number < towns; number += 1) {
      const prefix = Array.from({ length: 10 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
      const stage = { system, voice, asking: new Asking(bus, prefix) };
      await playTown(stage, new Chance(random, prefix), size, tally);
    }
    return tally;
  } finally {
    await voice.close();
    await bus.close();
    await system.stop();
  }
}

/** Of each of these somebody has to have read by right. */
const READ_KINDS = ['record', 'support', 'multilayered', 'plan-text', 'sheet', 'received', 'host', 'concern'];

/** Nothing leaked, nobody was shut out, every question was asked, and of each kind of place something was read. */
const isSound = ({ leaks: found, unasked, kinds, figures }: Tally): boolean =>
  found.length + unasked.size === 0 &&
  figures['wronglyDecided'] === 0 &&
  figures['keptFromTheEntitled'] === 0 &&
  READ_KINDS.every((kind) => kinds.has(kind));

/** The control tells words of conferences and of sheets to whoever asks: both have to be seen. */
const isCaught = ({ leaks: found }: Tally): boolean =>
  ['support', 'multilayered', 'received'].every((kind) => found.some((leak) => leak.includes(kind)));

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const size: Size = brief
    ? { people: 4, concerns: 4, conferences: 2, twice: false }
    : { people: 7, concerns: 8, conferences: 4, twice: true };
  const sound = await play({ towns: runs ?? (brief ? 1 : USUAL_TOWNS), size, seed });
  for (const leak of [...new Set(sound.leaks)].slice(0, 20)) progress(leak);
  for (const line of sound.wrong.slice(0, 20)) progress(line);
  for (const subject of sound.unasked) progress(`never asked: ${subject}`);
  for (const kind of READ_KINDS) if (!sound.kinds.has(kind)) progress(`never read by right: ${kind}`);
  const control = await play({
    towns: 1,
    size: { people: 3, concerns: 1, conferences: 1, twice: false, reads: READS.filter(goesByWhoAsks) },
    seed,
    broken: 'NO_SUMMONS',
  });
  return {
    holds: isSound(sound) && isCaught(control),
    figures: { ...sound.figures, leaks: sound.leaks.length, controlLeaks: control.leaks.length, seed },
  };
}

export const leaks: Proof = {
  name: 'leaks',
  sentence:
    'In invented towns of people, households, conferences, plans, sheets, inquiries, transfers, withdrawals and concerns everybody asks intake, outreach and community for everything, and no words reach anybody for whom a plain model says no: across persons, conferences, legal grounds, events and logs.',
  run,
};
