import fc from 'fast-check';
import { HSDS_TABLES, type ImportedRecord } from '../../services/community/src/for-tools';
import { differencesOf } from '../hsds/carried';
import { generatedRegistry } from '../hsds/generated-registry';
import { type HsdsKind, officialSchemas } from '../hsds/official-schemas';
import { ownProblemsOf } from '../hsds/own-list';
import { type Document, HsdsTown, recordsOf } from '../hsds/town';
import { startSystem } from '../system';
import type { Proof, ProofOptions, ProofResult } from './proof';

/** Two municipalities: one that leaves, one that takes the registry over. */
const TENANTS = ['132012', '132021'] as const;

type Check = (kind: HsdsKind, document: unknown) => readonly string[];

interface Exported {
  readonly organizations: readonly Document[];
  readonly services: readonly Document[];
}

const exportOf = async (town: HsdsTown): Promise<Exported> => ({
  organizations: await town.documents('organizations'),
  services: await town.documents('services'),
});

const documentsIn = ({ organizations, services }: Exported): readonly Document[] => [...organizations, ...services];

const problemsIn = ({ organizations, services }: Exported, check: Check): readonly string[] => [
  ...organizations.flatMap((document) => check('organization', document)),
  ...services.flatMap((document) => check('service', document)),
];

/** Damage that has to be seen: a state that HSDS has not, by the schemas; another telephone, by the comparison. */
async function control(exported: Exported, check: Check) {
  const [first, ...others] = exported.services;
  if (!first) throw new Error('Nothing was exported.');
  const broken = problemsIn({ ...exported, services: [{ ...first, status: 'open' }, ...others] }, check);
  const changed = { ...first, phones: [{ number: '099-999-9999' }] };
  const [one, other] = [await recordsOf([first]), await recordsOf([changed])];
  return { brokenFound: broken.length, changeFound: differencesOf(one, other).length };
}

/** Several in one, so that names of organisations differ. */
const registryOf = (count: number, seed: number) =>
  fc
    .sample(generatedRegistry(3), { numRuns: count, seed })
    .flat()
    .map((each, at) => ({ ...each, organization: { ...each.organization, name: `${each.organization.name}${at}` } }));

/** How many; some of them are shown. */
function shown(lines: readonly string[], progress: ProofOptions['progress']): number {
  for (const line of lines.slice(0, 3)) progress(line);
  return lines.length;
}

async function run({ runs, brief, seed, progress }: ProofOptions): Promise<ProofResult> {
  const schemas = officialSchemas();
  progress(schemas ? 'by the official schemas' : 'the official schemas are not in ../shared/hsds: by our own list');
  const check: Check = schemas ? schemas.problemsOf : ownProblemsOf;
  const count = runs ?? (brief ? 3 : 40);
  const registry = registryOf(count, seed);
  const system = await startSystem({ environment: 'test', tenants: TENANTS, env: { TSUNAGI_LOG_LEVEL: 'warn' } });
  try {
    const [leaving, taking] = [new HsdsTown(system, TENANTS[0]), new HsdsTown(system, TENANTS[1])];
    await leaving.enter(registry);
    const exported = await exportOf(leaving);
    const invalidFirst = problemsIn(exported, check);
    progress(`${exported.organizations.length} organisations, ${exported.services.length} services exported`);

    const records = await recordsOf(exported.services);
    const inTables = differencesOf(records, (await leaving.tabular(HSDS_TABLES)).filter(isPlace));
    const { state, counts } = await taking.import(documentsIn(exported));
    const again = await exportOf(taking);
    const lost = differencesOf(await recordsOf(documentsIn(exported)), await recordsOf(documentsIn(again)));
    const invalid = shown([...invalidFirst, ...problemsIn(again, check)], progress);
    const [differences, differencesInTables] = [shown(lost, progress), shown(inTables, progress)];
    const { brokenFound, changeFound } = await control(exported, check);
    const sound = invalid + differences + differencesInTables + counts.quarantined === 0;
    return {
      holds: state === 'DONE' && sound && brokenFound > 0 && changeFound > 0,
      figures: {
        ...{ organizations: exported.organizations.length, services: exported.services.length },
        ...{ invalid, differences, differencesInTables, quarantined: counts.quarantined },
        ...{ brokenFound, changeFound, seed },
        schemas: schemas ? 'official' : 'own list',
      },
    };
  } finally {
    await system.stop();
  }
}

/** In the tables, organisations without services stand beside the services. */
const isPlace = ({ entity }: ImportedRecord): boolean => entity === 'place';

export const hsds: Proof = {
  name: 'hsds',
  sentence:
    'An exported registry is valid HSDS 3.0 as documents and as tables, and imported elsewhere it says the same again.',
  run,
};
