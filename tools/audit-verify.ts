import { parseArgs } from 'node:util';
import { booksIn, type ServiceBooks, verifySystem } from './audit/verify-system';
import { localSystem } from './local-system';
import { dataFolder } from './paths';
import { fail, say } from './say';

/**
 * `npm run audit:verify [-- --json]`: checks every entry, link and kept head of the audit of the system that runs here.
 * Ends with 0 where all is as it was written, with 2 and the place of each finding where it is not.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
  const began = performance.now();
  const checked = await verifySystem(await booksIn(dataFolder(), localSystem().databases));
  if (values.json === true) say(JSON.stringify(checked));
  else {
    for (const books of checked) tell(books);
    say(`${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  if (checked.some(({ findings, forged }) => findings.length + forged > 0)) process.exitCode = 2;
}

function tell({ service, tenant, links, waiting, anchors, forged, findings }: ServiceBooks): void {
  const state = findings.length === 0 ? 'as it was written' : `${findings.length} FINDINGS`;
  say(`${service} ${tenant}  ${links} entries in the chain, ${waiting} waiting, ${anchors} heads kept: ${state}`);
  if (forged > 0) say(`  ${forged} kept heads carry no signature of the gateway`);
  for (const { what, ...where } of findings) say(`  ${what} ${JSON.stringify(where)}`);
}

main().catch(fail);
