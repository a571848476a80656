import { parseArgs } from 'node:util';
import { type Gone, openReplayDesk, type Replay } from '../services/matching/src/replay';
import { localSystem } from './local-system';
import { fail, Refusal, say } from './say';

const USAGE = 'npm run match:replay -- <id of a ranking or of a match request> [--json]';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** 1 is left to what could not be asked at all: no such id, no database. */
const EXIT = { same: 0, gone: 2, different: 3 } as const;

/**
 * Gives the answer of an earlier ranking again, to the bit, or says what is gone. Prints ids and codes, nothing that
 * tells of a person. Ends with 0 (same), 2 (something is gone), 3 (different), 1 (no such ranking, or no database).
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  const [id = ''] = positionals;
  if (!UUID.test(id) || positionals.length !== 1) throw new Refusal(`Which ranking? Usage: ${USAGE}`);
  const desk = await openReplayDesk(databaseUrl());
  try {
    const replays = await desk.play(id);
    if (replays.length === 0) throw new Refusal(`There is no ranking ${id}, and none of a match request ${id}.`);
    if (values.json === true) say(JSON.stringify(replays));
    else for (const replay of replays) tell(replay);
    process.exitCode = Math.max(...replays.map(({ verdict }) => EXIT[verdict]));
  } finally {
    await desk.close();
  }
}

const databaseUrl = (): string =>
  process.env['TSUNAGI_OWNER_DATABASE_URL'] ??
  process.env['TSUNAGI_DATABASE_URL'] ??
  localSystem().databases.matching.ownerUrl;

const WORDS = { same: 'same to the bit', different: 'DIFFERENT', gone: 'cannot be played again' } as const;

function tell(replay: Replay): void {
  const { rankingId, rankedAt, rulesVersion, settingsVersion, verdict, answer } = replay;
  say(`${rankingId}  ${rankedAt}  rules ${rulesVersion}  settings ${settingsVersion}`);
  if (answer !== null) {
    say(`  outcome ${answer.outcome}  ${answer.explanation.join(' ')}`.trimEnd());
    for (const { rank, menuId, score, explanation } of answer.candidates) {
      say(`  ${rank}. ${menuId}  ${(score / 1000).toFixed(3)}  ${explanation.join(' ')}`.trimEnd());
    }
    for (const { menuId, codes } of answer.excluded) say(`  –  ${menuId}  ${codes.join(' ')}`);
    for (const menuId of answer.information) say(`  i  ${menuId}`);
  }
  for (const gone of replay.gone) say(`  gone: ${goneText(gone)}`);
  say(`  ${WORDS[verdict]}${fingerprints(replay)}`);
}

function fingerprints({ verdict, sha256Then, sha256Now }: Replay): string {
  if (sha256Now === null) return '';
  return verdict === 'same' ? ` (${sha256Now})` : `: then ${sha256Then}, now ${sha256Now}`;
}

function goneText(gone: Gone): string {
  switch (gone.what) {
    case 'profile':
      return `the facts about the person, removed when consent was withdrawn (${gone.removedAt})`;
    case 'rules':
      return `the rules ${gone.then}: this build has ${gone.here}`;
    case 'settings':
      return `the settings ${gone.version}`;
    case 'history':
      return `states of ${gone.menusThen - gone.menusFound} of ${gone.menusThen} menus: the history kept is younger`;
  }
}

main().catch(fail);
