import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestType } from '#libs/contracts';
import { Client } from 'pg';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { openBusClient } from './bus-client';
import { Asking } from './leaks-acts';
import { change, enterConference } from './leaks-conferences';
import { READS } from './leaks-reads';
import { isAboutConferences, type Swept, sweep, wordsOf } from './leaks-sweep';
import { Chance, enterMembers, enterPeople, enterPlans, KINDS, newTown, type Town } from './leaks-town';
import { carryAround } from './leaks-transfers';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const HERE = '990019';
const ELSEWHERE = '990027';
const USUAL_TOWNS = 5;
const LETTERS = 'kmnpqrstuvwxy';
/** Where words would travel or wait, besides the records themselves. */
const CARRIERS = ['outbox', 'inbox', 'dead_letters'];

interface Size {
  readonly people: number;
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
  readonly wrong: string[];
  readonly figures: Record<string, number>;
}

const newTally = (): Tally => ({ leaks: [], unasked: new Set(), wrong: [], figures: {} });
const add = ({ figures }: Tally, name: string, count: number): number => (figures[name] = (figures[name] ?? 0) + count);

/** What hosts may read after a named inquiry; the inquiry itself is another service's. */
async function enterProposals(town: Town, system: RunningSystem): Promise<void> {
  await withOwner(system, async (owner) => {
    for (const person of town.people) {
      for (const orgId of town.chance.some(town.orgIds, 0.5)) {
        const proposalId = randomUUID();
        await owner.query(
          `INSERT INTO disclosures (id, version, state, person_ref, org_id, items)
           VALUES ($1, 1, 'OPEN', $2, $3, '["name","considerations"]')`,
          [proposalId, person.personRef, orgId],
        );
        town.proposals.push({ proposalId, person, orgId });
        for (const [words, places] of town.model.places) {
          const isTold = places.some((place) => place.at === 'record' && place.person === person);
          if (isTold && town.identity.has(words)) places.push({ at: 'host', person, proposalId, orgId });
        }
      }
    }
  });
}

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
  const log = readFileSync(system.logFile('intake'), 'utf8');
  return words.test(log) ? [...found, 'the log holds words of the record'] : found;
}

async function playTown(
  system: RunningSystem,
  asking: Asking,
  chance: Chance,
  size: Size,
  tally: Tally,
): Promise<void> {
  const town = newTown(chance, HERE);
  await enterPeople(town, asking, size.people);
  await enterProposals(town, system);
  await enterMembers(town, asking);
  await enterPlans(town, asking);
  for (const kind of KINDS)
    for (let number = 0; number < size.conferences; number += 1) await enterConference(town, asking, kind, number);
  const { tried, carried, wrong } = await carryAround(town, asking);
  tally.wrong.push(...wrong);
  if (size.twice) keep(tally, await sweep(town, asking, ELSEWHERE));
  add(tally, 'withdrawals', await change(town, asking));
  keep(tally, await sweep(town, asking, ELSEWHERE, size.reads));
  const items = town.conferences.flatMap((conference) => conference.items).length;
  const counted = { towns: 1, people: town.people.length, conferences: town.conferences.length, items };
  for (const [name, count] of Object.entries({ ...counted, words: town.model.places.size })) add(tally, name, count);
  for (const [name, count] of Object.entries({ transfersTried: tried, carried, wronglyDecided: wrong.length }))
    add(tally, name, count);
  tally.leaks.push(...(await carriedElsewhere(system, chance.prefix)));
}

function keep(tally: Tally, { answers, seen, leaks, lost, unasked }: Swept): void {
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
    ...{ environment: 'test', services: ['intake'], tenants: [HERE, ELSEWHERE] },
    env: { TSUNAGI_LOG_LEVEL: 'info', ...(broken !== undefined && { TSUNAGI_BROKEN: broken }) },
  });
  const bus = await openBusClient(system);
  const tally = newTally();
  const random = randomOf(seed);
  try {
    for (let number = 0; number < towns; number += 1) {
      const prefix = Array.from({ length: 10 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
      await playTown(system, new Asking(bus, prefix), new Chance(random, prefix), size, tally);
    }
    return tally;
  } finally {
    await bus.close();
    await system.stop();
  }
}

/** Nothing leaked, nobody was shut out, every question was asked, and something was read at all. */
const isSound = ({ leaks: found, unasked, figures }: Tally): boolean =>
  found.length + unasked.size === 0 &&
  figures['wronglyDecided'] === 0 &&
  figures['keptFromTheEntitled'] === 0 &&
  figures['seenByRight'] !== 0;

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const size: Size = brief ? { people: 4, conferences: 2, twice: false } : { people: 7, conferences: 4, twice: true };
  const sound = await play({ towns: runs ?? (brief ? 1 : USUAL_TOWNS), size, seed });
  for (const leak of [...new Set(sound.leaks)].slice(0, 20)) progress(leak);
  for (const line of sound.wrong.slice(0, 20)) progress(line);
  for (const subject of sound.unasked) progress(`never asked: ${subject}`);
  const control = await play({
    towns: 1,
    size: { people: 3, conferences: 1, twice: false, reads: READS.filter(isAboutConferences) },
    seed,
    broken: 'NO_SUMMONS',
  });
  return {
    holds: isSound(sound) && control.leaks.length > 0,
    figures: { ...sound.figures, leaks: sound.leaks.length, controlLeaks: control.leaks.length, seed },
  };
}

export const leaks: Proof = {
  name: 'leaks',
  sentence:
    'In invented towns of people, households, conferences, transfers and withdrawals everybody asks intake for everything, and no words reach anybody for whom a plain model says no: across persons, conferences, legal grounds, events and logs.',
  run,
};
