import { parseArgs } from 'node:util';
import { PROOFS } from './proofs/all';
import type { Proof } from './proofs/proof';
import { fail, note, Refusal, say } from './say';

const USAGE = 'npm run proof -- list | <name> [--runs N] [--seed S] [--brief] [--json]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      brief: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [name = 'list'] = positionals;
  if (name === 'list') {
    for (const proof of PROOFS) say(proof.name);
    return;
  }
  const proof = PROOFS.find((each) => each.name === name);
  if (!proof) throw new Refusal(`There is no proof "${name}". Usage: ${USAGE}`);
  const runs = values.runs === undefined ? undefined : wholeNumber('--runs', values.runs);
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber('--seed', values.seed);
  await play(proof, { runs, seed, brief: values.brief === true, json: values.json === true });
}

interface Wish {
  readonly runs: number | undefined;
  readonly seed: number;
  readonly brief: boolean;
  readonly json: boolean;
}

async function play(proof: Proof, { json, ...options }: Wish): Promise<void> {
  note(proof.sentence);
  const began = Date.now();
  const { holds, figures } = await proof.run({ ...options, progress: (line) => note(`  ${line}`) });
  const seconds = Math.round((Date.now() - began) / 1000);
  if (json) say(JSON.stringify({ proof: proof.name, holds, seconds, figures }));
  else {
    const words = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
    say(`${proof.name}: ${words.join(', ')}, ${seconds} s: ${holds ? 'holds' : 'broken'}`);
  }
  process.exitCode = holds ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(`${option} wants a whole number. Usage: ${USAGE}`);
  return Number(text);
}

main().catch(fail);
