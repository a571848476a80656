import { EXCLUSION_CODES } from '../../services/matching/src/domain/eligibility';
import { mix } from '../municipality/random';
import { PLANTED } from '../reference/planted';
import type { Books } from '../reference/reference';
import { compare, type Stage, stageOf } from './oracle-case';
import type { Proof, ProofOptions, ProofResult } from './proof';

const DEFAULT_CASES = 10_000;
const BRIEF_CASES = 1_000;
const CASES_OF_STAGE = 25;
/** A wrong rule has to show within so many cases. */
const CONTROL_CASES = 10_000;
const TOLD = 5;

class Figures {
  cases = 0;
  pairs = 0;
  candidates = 0;
  proposals = 0;
  readonly codes = new Set<string>();
  readonly differences: string[] = [];
}

/** Plays cases one municipality after the other; stops when `enough` of the figures says so. */
function play(seed: number, cases: number, books?: Books, enough?: (figures: Figures) => boolean): Figures {
  const figures = new Figures();
  let stage: Stage | undefined;
  for (let index = 0; index < cases && enough?.(figures) !== true; index += 1) {
    if (index % CASES_OF_STAGE === 0) stage = stageOf(mix(seed + index));
    if (stage !== undefined) note(figures, stage, index, books);
  }
  return figures;
}

function note(figures: Figures, stage: Stage, index: number, books: Books | undefined): void {
  const { differences, answer } = compare(stage, index % CASES_OF_STAGE, books);
  figures.cases += 1;
  figures.pairs += answer.judged.length;
  figures.candidates += answer.candidates.length;
  if (answer.outcome === 'proposal') figures.proposals += 1;
  for (const code of Object.keys(answer.counts)) figures.codes.add(code);
  if (differences.length > 0) figures.differences.push(`case ${index}: ${differences.join('; ')}`);
}

/** Every planted mistake in turn; how many were noticed. */
function controls(seed: number, progress: ProofOptions['progress']): number {
  let found = 0;
  for (const [mistake, books] of Object.entries(PLANTED)) {
    const { differences, cases } = play(seed, CONTROL_CASES, books, (figures) => figures.differences.length > 0);
    if (differences.length > 0) found += 1;
    progress(`planted: ${mistake}: ${differences.length > 0 ? `noticed in case ${cases}` : 'not noticed'}`);
  }
  return found;
}

function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const cases = runs ?? (brief ? BRIEF_CASES : DEFAULT_CASES);
  const figures = play(seed, cases);
  for (const difference of figures.differences.slice(0, TOLD)) progress(difference);
  const planted = Object.keys(PLANTED).length;
  const noticed = controls(seed, progress);
  const unseen = EXCLUSION_CODES.filter((code) => !figures.codes.has(code));
  if (unseen.length > 0) progress(`codes that no case met: ${unseen.join(', ')}`);
  return Promise.resolve({
    holds: figures.differences.length === 0 && noticed === planted && (unseen.length === 0 || cases < BRIEF_CASES),
    figures: {
      seed,
      cases: figures.cases,
      pairs: figures.pairs,
      proposals: figures.proposals,
      candidates: figures.candidates,
      codes: `${figures.codes.size} of ${EXCLUSION_CODES.length}`,
      differences: figures.differences.length,
      'mistakes noticed': `${noticed} of ${planted}`,
    },
  });
}

export const oracle: Proof = {
  name: 'oracle',
  sentence:
    'The engine gives the same answers as a second matcher, written plainly from the rules, for invented people and municipalities.',
  run,
};
