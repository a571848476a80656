import { CorrectResourceV1, ListImportLeftsV1, ListOrganizationsV1, UndoImportV1 } from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { fileOf, type ImportedPlace, Imports } from './imports-fixtures';
import { codeOf, Registry } from './registry-fixtures';

jest.setTimeout(60_000);

let world: ServiceWorld;
let imports: Imports;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  imports = new Imports(world);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => imports.coordinator();

describe('an undo', () => {
  it('gives everything back that nobody has touched, and lists the rest', async () => {
    const before = await world.ask(ListOrganizationsV1, { limit: 100 }, coordinator());
    const done = await imports.whole(
      fileOf([
        { id: '1', name: '消える会館', organization: '一度きりの会' },
        { id: '2', name: '使われる会館' },
        { id: '3', name: '直された会館' },
      ]),
      { publisher: 'うめ野市' },
    );
    const places = await imports.placesOf(done.sourceId);
    const [, used, corrected] = places;
    if (!used || !corrected) throw new Error('Three places.');
    await registry.menu(used.id);
    await world.ask(CorrectResourceV1, { resourceId: corrected.id, name: '直った会館' }, coordinator());

    const undone = await imports.undone(done.importId);
    expect(undone).toMatchObject({ undone: 1, left: 2 });
    expect((await imports.placesOf(done.sourceId)).map(({ name }) => name)).toEqual(['使われる会館', '直った会館']);
    const { items } = await world.ask(ListImportLeftsV1, { importId: done.importId }, coordinator());
    expect(items).toEqual([
      { resourceId: used.id, areaId: null, field: null, reason: 'in_use' },
      { resourceId: corrected.id, areaId: null, field: null, reason: 'changed_since' },
    ]);
    const names = async () =>
      (await world.ask(ListOrganizationsV1, { limit: 100 }, coordinator())).items.map(({ name }) => name);
    expect(await names()).not.toContain('一度きりの会');
    expect(await names()).toHaveLength(before.items.length + 1);
  });

  it('of a later issue restores the issue before; a later word of a person stays', async () => {
    const rows = [
      { id: '1', name: '甲会館', phone: '03-1111-1111' },
      { id: '2', name: '乙会館', phone: '03-2222-2222' },
      { id: '3', name: '丙会館', phone: '03-3333-3333' },
      { id: '4', name: '丁会館', phone: '03-4444-4444' },
    ];
    const first = await imports.whole(fileOf(rows));
    const { sourceId } = first;
    const [one, two, three] = await imports.placesOf(sourceId);
    if (!one || !two || !three) throw new Error('Four places.');
    await registry.activateReviewed(three.id);
    const settled = await imports.placesOf(sourceId);
    const second = await imports.whole(
      fileOf([
        { id: '1', name: '甲会館', phone: '03-1111-9999' },
        { id: '2', name: '乙会館', phone: '03-2222-9999' },
        { id: '4', name: '丁会館', phone: '03-4444-4444' },
      ]),
      { sourceId },
    );
    expect(second).toMatchObject({ gone: 1, counts: { updated: 2, unchanged: 1 } });
    expect(await codeOf(world.ask(UndoImportV1, { importId: first.importId }, coordinator()))).toBe(
      'import.later-import',
    );
    await world.sql(`UPDATE resources SET phone = '03-0000-0000', version = version + 1 WHERE id = $1`, [two.id]);

    const undone = await imports.undone(second.importId);
    expect(undone).toMatchObject({ undone: 2, left: 1 });
    const after = await imports.placesOf(sourceId);
    const plain = ({ version: _version, ...place }: ImportedPlace) => place;
    expect(after.filter(({ id }) => id !== two.id).map(plain)).toEqual(
      settled.filter(({ id }) => id !== two.id).map(plain),
    );
    expect(after.find(({ id }) => id === two.id)?.phone).toBe('03-0000-0000');
    const { items } = await world.ask(ListImportLeftsV1, { importId: second.importId }, coordinator());
    expect(items).toEqual([{ resourceId: two.id, areaId: null, field: 'phone', reason: 'changed_since' }]);

    const again = await imports.whole(fileOf(rows), { sourceId });
    expect(again.counts).toEqual({ rows: 4, created: 0, updated: 0, unchanged: 4, quarantined: 0 });
  });
});
