import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { carriedBy } from '../../../tools/hsds/carried';
import { generatedRegistry } from '../../../tools/hsds/generated-registry';
import { officialSchemas } from '../../../tools/hsds/official-schemas';
import type { ExportedService } from '../src/domain/exports/exported';
import { hsdsOrganization } from '../src/domain/exports/hsds-organization';
import { hsdsService } from '../src/domain/exports/hsds-service';
import type { HsdsObject } from '../src/domain/exports/hsds-values';
import { columnsOf, cellsOf, HSDS_TABLES, rowsOf, fixedRows } from '../src/domain/exports/hsds-tabular';
import { joinTables } from '../src/domain/imports/hsds-join';
import type { ImportedRecord } from '../src/domain/imports/record';
import { idOf } from '../src/queries/exports/ids';
import { enteredFrom, exportedFrom } from './hsds-fixtures';
import { readBytes } from './open-data-fixtures';

const schemas = officialSchemas();
const WHERE = schemas === null ? ' (the official schemas are not here: ../shared/hsds)' : '';
const registries = generatedRegistry(3);

const documentOf = (service: ExportedService): HsdsObject => hsdsService(service, 'municipality', idOf);
const servicesOf = (all: Parameters<typeof exportedFrom>[0][]): readonly ExportedService[] => all.flatMap(exportedFrom);
const recordsOf = async (documents: readonly HsdsObject[]): Promise<readonly ImportedRecord[]> =>
  (await readBytes(Buffer.from(JSON.stringify(documents)))).records;

describe(`an export${WHERE}`, () => {
  it('is valid by the official schemas, for the municipality and for residents', () => {
    if (schemas === null) return;
    fc.assert(
      fc.property(registries, (registry) => {
        for (const service of servicesOf([...registry])) {
          for (const audience of ['municipality', 'residents'] as const) {
            expect(schemas.problemsOf('service', hsdsService(service, audience, idOf))).toEqual([]);
            const organization = hsdsOrganization(service.organization, audience, idOf);
            expect(schemas.problemsOf('organization', organization)).toEqual([]);
          }
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('a broken field is found by the schemas', () => {
    if (schemas === null) return;
    const [service] = servicesOf(fc.sample(registries, { numRuns: 20, seed: 1 }).flat());
    if (!service) throw new Error('No service.');
    const document = documentOf(service);
    const broken = { ...document, status: 'open', organization: { id: 'o1' } };
    expect(schemas.problemsOf('service', broken).length).toBeGreaterThanOrEqual(3);
  });

  it('names places and ids once', () => {
    fc.assert(
      fc.property(registries, (registry) => {
        const documents = servicesOf([...registry]).map(documentOf);
        const ids = documents.flatMap((document) =>
          HSDS_TABLES.filter((table) => !['unit', 'taxonomy', 'taxonomy_term'].includes(table)).flatMap((table) =>
            rowsOf(document, 'service', table, false).map(({ id }) => `${table} ${String(id)}`),
          ),
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('a round trip', () => {
  it('loses nothing: what is read of an export, entered, exported and read again is the same', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (registry) => {
        const first = await recordsOf(servicesOf([...registry]).map(documentOf));
        const second = await recordsOf(first.map(enteredFrom).map(documentOf));
        expect(second.map(carriedBy)).toEqual(first.map(carriedBy));
        expect(first.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'quarantine'))).toEqual(
          [],
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('what is read of an export is what the register says', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (registry) => {
        const services = servicesOf([...registry]);
        const records = await recordsOf(services.map(documentOf));
        expect(records.map(statedBy)).toEqual(services.map(registered));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('the tables of the tabular form mean the same as the documents', async () => {
    await fc.assert(
      fc.asyncProperty(registries, async (registry) => {
        const services = servicesOf([...registry]);
        const documents = services.map(documentOf);
        const joined = joinTables(tablesOf(services));
        const [one, other] = [await recordsOf(documents), await recordsOf(joined)];
        expect(other.map(carriedBy)).toEqual(one.map(carriedBy));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('an official example keeps what the register and its extras take', async () => {
    const file = resolve(__dirname, '../../../../shared/hsds/examples/service_full.json');
    if (!existsSync(file)) return;
    const first = await recordsOf([JSON.parse(readFileSync(file, 'utf8')) as HsdsObject]);
    const second = await recordsOf(first.map(enteredFrom).map(documentOf));
    const kept = [
      'interpretation_services',
      'wait_time',
      'minimum_age',
      'required_documents[0].document',
      'funding[0].source',
    ];
    const seen = (records: readonly ImportedRecord[]) => kept.map((path) => records[0]?.fields.extras[path]);
    expect(seen(second)).toEqual(seen(first));
    expect(seen(first)).not.toContain(undefined);
  });
});

/** Every table as a reader of CSV has it. */
function tablesOf(services: readonly ExportedService[]): Map<string, Record<string, string>[]> {
  const organizations = new Map(services.map(({ organization }) => [organization.id, organization]));
  const seen = new Set<string>();
  const documents = services.map((service) => {
    const first = !seen.has(service.resource.id);
    seen.add(service.resource.id);
    return { document: documentOf(service), first };
  });
  const rows = (table: string): readonly HsdsObject[] =>
    fixedRows(table, idOf) ?? [
      ...[...organizations.values()].flatMap((each) =>
        rowsOf(hsdsOrganization(each, 'municipality', idOf), 'organization', table, true),
      ),
      ...documents.flatMap(({ document, first }) => rowsOf(document, 'service', table, first)),
    ];
  return new Map(
    HSDS_TABLES.map((table) => [
      table,
      rows(table).map((row) =>
        Object.fromEntries(cellsOf(table, row).map((cell, at) => [columnsOf(table)[at] ?? '', cell])),
      ),
    ]),
  );
}

/** Writing alike: width, and spaces. */
const plain = (text: string | null | undefined): string | null =>
  text
    ?.normalize('NFKC')
    .split('\n')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim() || null;

const byDay = (spans: readonly { day: string; from: string; to: string }[] | null | undefined) =>
  [...(spans ?? [])].map(({ day, from, to }) => `${day} ${from}-${to}`).sort();

/** What the register says, for what HSDS has a place for. */
function registered({ organization, resource, menu, availability }: ExportedService) {
  const [{ name }, total] = [menu ?? resource, availability?.total ?? 0];
  return {
    name: plain(name),
    organization: plain(organization.name),
    corporateNumber: organization.corporateNumber,
    phone: resource.phone ?? organization.contact?.phone ?? null,
    capacity: total === 0 ? [] : [total],
    ...ofPlace(resource),
    ...(menu === null ? NO_MENU : ofMenu(menu)),
    ...ofBoth(resource, menu),
  };
}

const ofBoth = (resource: ExportedService['resource'], menu: ExportedService['menu']) => ({
  hours: byDay(timesOf(menu) ?? resource.hours?.weekly),
  languages: menu?.content.languages ?? resource.languages ?? [],
});

const ofPlace = (resource: ExportedService['resource']) => ({
  address: plain(resource.address)?.replace(/\s/g, '') ?? null,
  location: resource.location,
  postalCode: resource.postalCode,
  type: resource.type,
  kana: resource.nameKana,
  accessibility: resource.accessibility ?? [],
  serviceKind: plain(resource.serviceKind),
  statutoryBasis: resource.statutoryBasis,
  municipalityCode: resource.municipalityCode,
  officeNumber: resource.officeNumber,
  description: plain(resource.description),
  notes: plain(resource.notes),
});

const NO_MENU: ReturnType<typeof ofMenu> = { feeYen: null, ageMin: null };
const ofMenu = ({
  content,
}: NonNullable<ExportedService['menu']>): { feeYen: number | null; ageMin: number | null } => ({
  feeYen: content.feeYen,
  ageMin: content.targets.ageMin,
});

/** Null where the menu has no times of its own. */
function timesOf(menu: ExportedService['menu']) {
  const sessions = menu?.content.sessions ?? [];
  return sessions.length + (menu?.details.datedSessions?.length ?? 0) > 0 ? sessions : null;
}

function statedBy({ fields }: ImportedRecord): ReturnType<typeof registered> {
  const described = describedHours(fields);
  return {
    name: plain(fields.name),
    organization: plain(fields.organizationName),
    corporateNumber: fields.corporateNumber,
    address: plain(fields.address)?.replace(/\s/g, '') ?? null,
    location: fields.location,
    postalCode: fields.postalCode,
    phone: fields.phone,
    hours: described,
    type: fields.resourceType,
    kana: fields.nameKana,
    accessibility: fields.accessibility,
    languages: fields.languages,
    serviceKind: plain(fields.serviceKind),
    statutoryBasis: fields.statutoryBasis,
    municipalityCode: fields.municipalityCode,
    officeNumber: fields.officeNumber,
    capacity: [...(fields.capacity?.parts ?? [])],
    feeYen: fields.feeYen,
    description: plain(fields.description),
    notes: plain(fields.notes),
    ageMin: fields.extras.minimum_age === undefined ? null : Number(fields.extras.minimum_age),
  };
}

const describedHours = ({ hours }: ImportedRecord['fields']) =>
  byDay((hours ?? []).flatMap(({ days, from, to }) => (days ?? []).map((day) => ({ day, from, to }))));
