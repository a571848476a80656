import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { until } from '../until';
import { type BusClient, openBusClient } from './bus-client';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';
import { destroyKeysOf, Intruder, renewKek, wrappedOtherwise } from './shred-store';
import { type Answers, isAll, type Life, ShredTown, tellsAll } from './shred-town';

/** Reads that nobody measures, so that both know their way. */
const WARM = 200;

interface Stage {
  readonly system: RunningSystem;
  readonly bus: BusClient;
  readonly town: ShredTown;
  readonly intruder: Intruder;
}

async function open(seed: number, broken?: string): Promise<Stage> {
  const env = { TSUNAGI_LOG_LEVEL: 'warn', ...(broken !== undefined && { TSUNAGI_BROKEN: broken }) };
  const system = await startSystem({ environment: 'test', services: ['intake'], env });
  const bus = await openBusClient(system);
  const town = new ShredTown(bus, system.tenant, randomOf(seed));
  return { system, bus, town, intruder: new Intruder(system) };
}

const close = async ({ bus, system }: Stage): Promise<void> => {
  await bus.close();
  await system.stop();
};

/** Statements that move or flip what is sealed of a life, with their parameters. */
const tampering = (one: Life, other: Life): readonly (readonly [string, readonly string[]])[] => [
  ['UPDATE persons SET name = kana WHERE id = $1', [one.personRef]],
  [
    'UPDATE persons SET phone = (SELECT phone FROM persons WHERE id = $2) WHERE id = $1',
    [one.personRef, other.personRef],
  ],
  [`UPDATE persons SET address = overlay(address PLACING 'AAAA' FROM 40) WHERE id = $1`, [one.personRef]],
  [`UPDATE persons SET considerations = '平文' WHERE id = $1`, [one.personRef]],
  [
    'UPDATE cases SET chief_complaint = (SELECT chief_complaint FROM cases WHERE id = $2) WHERE id = $1',
    [one.caseRef, other.caseRef],
  ],
];

/** How each change of what is stored is answered; it is taken back after each. */
async function tamper({ town, intruder }: Stage, one: Life, other: Life): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const [statement, values] of tampering(one, other)) {
    await intruder.change('CREATE TABLE kept AS TABLE persons', []);
    await intruder.change('CREATE TABLE kept_cases AS TABLE cases', []);
    await intruder.change(statement, values);
    const read = await town.read(one);
    answers.push(read[statement.includes(' cases ') ? 1 : 0] ?? '');
    await intruder.change(
      `UPDATE persons p SET name = k.name, phone = k.phone, address = k.address, considerations = k.considerations
         FROM kept k WHERE k.id = p.id`,
      [],
    );
    await intruder.change(
      'UPDATE cases c SET chief_complaint = k.chief_complaint FROM kept_cases k WHERE k.id = c.id',
      [],
    );
    await intruder.change('DROP TABLE kept, kept_cases', []);
  }
  return answers;
}

interface Load {
  readonly requests: number;
  readonly failed: number;
}

/** Reads and writes go on while everything is wrapped anew. */
async function rotate({ system, town }: Stage, life: Life): Promise<Load & { readonly left: number }> {
  let [requests, failed] = [0, 0];
  let running = true;
  const lane = async (): Promise<void> => {
    while (running) {
      const written = await town.enter().catch(() => undefined);
      const read = await town.read(life);
      requests += 4;
      if (!written || !tellsAll(life, read)) failed += 1;
    }
  };
  const lanes = [lane(), lane()];
  const kek = renewKek(system);
  await until(
    'all data keys to be wrapped anew',
    async () => (await wrappedOtherwise(system, kek)) === 0 || undefined,
    60_000,
  );
  running = false;
  await Promise.all(lanes);
  return { requests, failed, left: await wrappedOtherwise(system, kek) };
}

/** Lower quartile of the time of a case's read with sealing over that without, asked in turns on the same machine. */
async function costOf(sealed: Stage, plain: Stage, lives: readonly [Life, Life], reads: number): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let read = -WARM; read < reads * 2; read += 1) {
    // One, other, other, one: whoever comes first is not always the same.
    const which = [0, 1, 1, 0][Math.abs(read) % 4] === 0 ? 0 : 1;
    const began = performance.now();
    await (which === 0 ? sealed : plain).town.readCase(lives[which].caseRef);
    if (read >= 0) times[which].push(performance.now() - began);
  }
  const [one, other] = times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 4)] ?? 0);
  return Math.round(((one ?? 0) / (other ?? 1)) * 100) / 100;
}

interface Seen {
  readonly told: number;
  readonly goneAfterMs: number;
  readonly afterRestore: Answers;
  readonly otherAfterRestore: boolean;
  readonly tampered: readonly string[];
  readonly away: Answers;
  readonly load: Load & { readonly left: number };
  readonly filesWithWords: readonly string[];
}

async function play(stage: Stage, lives: readonly Life[], progress: (line: string) => void): Promise<Seen> {
  const { system, town, intruder } = stage;
  const [disposed, kept, third] = lives as readonly [Life, Life, Life];
  const told = (await Promise.all(lives.map(async (life) => tellsAll(life, await town.read(life))))).filter(Boolean);
  await intruder.backUp();
  await town.read(disposed);
  const began = Date.now();
  const destroyed = await destroyKeysOf(system, disposed.personRef);
  await until(
    'the keys to be forgotten',
    async () => isAll('record.gone', await town.read(disposed)) || undefined,
    60_000,
  );
  const goneAfterMs = Date.now() - began;
  progress(`${destroyed} keys destroyed, gone everywhere after ${goneAfterMs} ms`);
  const away = await intruder.restore(() => town.read(kept));
  const afterRestore = await town.read(disposed);
  const otherAfterRestore = tellsAll(kept, await town.read(kept));
  progress('backup restored');
  const tampered = await tamper(stage, kept, third);
  const load = await rotate(stage, kept);
  progress(`wrapped anew under load: ${load.requests} requests, ${load.failed} failed`);
  const filesWithWords = await intruder.filesWith(lives.flatMap(({ canaries }) => canaries));
  for (const file of filesWithWords) progress(`words stand in ${file}`);
  return {
    told: told.length,
    goneAfterMs,
    afterRestore,
    otherAfterRestore,
    tampered,
    away,
    load,
    filesWithWords,
  };
}

const holds = (seen: Seen, lives: number): boolean =>
  seen.told === lives &&
  isAll('record.gone', seen.afterRestore) &&
  seen.otherAfterRestore &&
  isAll('record.damaged', seen.tampered) &&
  isAll('keys.unreachable', seen.away) &&
  seen.load.failed + seen.load.left === 0 &&
  seen.filesWithWords.length === 0;

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const [sealed, plain] = await Promise.all([open(seed), open(seed, 'NO_SEAL')]);
  try {
    const people = runs ?? (brief ? 3 : 12);
    const lives: Life[] = [];
    for (let number = 0; number < people; number += 1) lives.push(await sealed.town.enter());
    const control = await plain.town.enter();
    const ratio = await costOf(sealed, plain, [lives[0] as Life, control], brief ? 100 : 1_000);
    const found = await plain.intruder.filesWith(control.canaries);
    const seen = await play(sealed, lives, progress);
    return {
      holds: holds(seen, people) && found.length > 0,
      figures: {
        ...{ people, canaries: lives.flatMap(({ canaries }) => canaries).length, goneAfterMs: seen.goneAfterMs },
        afterRestore: [...new Set(seen.afterRestore)].join(' '),
        ...{
          tampered: seen.tampered.length,
          refused: seen.tampered.filter((code) => code === 'record.damaged').length,
        },
        keyStoreAway: [...new Set(seen.away)].join(' '),
        ...{ rotationRequests: seen.load.requests, rotationFailed: seen.load.failed, leftOnOldKey: seen.load.left },
        ...{ filesWithWords: seen.filesWithWords.length, controlFilesWithWords: found.length },
        ...{ caseReadRatio: ratio, seed },
      },
    };
  } finally {
    await Promise.all([close(sealed), close(plain)]);
  }
}

export const shred: Proof = {
  name: 'shred',
  sentence:
    'A disposed person cannot be recovered from a restored backup, another one can; what was moved or flipped is refused; without the key store nothing is told; and no word stands in a file of the database.',
  run,
};
