import {
  DecideImportReviewV1,
  ListImportReviewsV1,
  ListResourcesV1,
  PublishResourceV1,
  ReadProvenanceV1,
  ReadResourceV1,
  SearchResourcesV1,
} from '#libs/contracts';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { fileOf, Imports } from './imports-fixtures';
import { Registry } from './registry-fixtures';

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

const supporter = () => world.actor('CSW', { sub: 'csw' });
const AT = { lat: '35.61000', lng: '139.51000' };

/** As WAM NET lists them; the number of the office is invented. */
const WAM_HEADER = [
  '都道府県コード又は市区町村コード,NO（※システム内の固有の番号、連番）,指定機関名,法人の名称,サービス種別,事業所の名称,事業所番号',
  '事業所住所（市区町村）,事業所住所（番地以降）,事業所緯度,事業所経度,定員',
].join(',');
const groupHome = (name: string, street: string): Buffer =>
  Buffer.from(
    [
      WAM_HEADER,
      `13000,1,東京都,社会福祉法人さくら会,共同生活援助,${name},1399900001,東京都中央区,${street},35.61,139.51,4`,
    ].join('\n'),
  );

describe('an imported place whose list hides where it is', () => {
  it.each([
    ['withheld', fileOf([{ id: '1', name: 'かくれが食堂', address: '非公開', ...AT }])],
    ['at a private home', fileOf([{ id: '1', name: 'となりの台所', address: 'つつじ町4-5 山野様方', ...AT }])],
    ['a group home without an address', groupHome('ひそかホーム', '')],
  ])('%s is confidential: others than its circle do not learn where it is', async (_, file) => {
    const { sourceId, counts } = await imports.whole(file);
    expect(counts).toMatchObject({ rows: 1, created: 1, quarantined: 0 });
    const [place] = await imports.placesOf(sourceId);
    if (!place) throw new Error('There is a place.');
    const shown = await world.ask(ReadResourceV1, { resourceId: place.id }, supporter());
    expect(shown).toMatchObject({ addressConfidential: true, address: null, location: null, areaIds: [] });
    const { items } = await world.ask(ListResourcesV1, { orgId: shown.orgId }, supporter());
    const listed = items.find(({ resourceId }) => resourceId === place.id);
    expect(listed).toMatchObject({ addressConfidential: true, address: null, location: null });
    const coordinator = imports.coordinator();
    const known = await world.ask(ReadResourceV1, { resourceId: place.id }, coordinator);
    expect(known.location).toEqual({ lat: 35.61, lng: 139.51 });
    await registry.activateReviewed(place.id);
    const found = async (near?: { lat: number; lng: number; maxMeters: number }) => {
      const { items: hits } = await world.ask(
        SearchResourcesV1,
        { query: place.name, ...(near && { near }) },
        supporter(),
      );
      return hits.filter(({ resourceId }) => resourceId === place.id);
    };
    await eventually('the search to know it', async () => (await found()).length === 1);
    expect(await found()).toMatchObject([{ address: null, distanceMeters: null }]);
    expect(await found({ lat: 35.61, lng: 139.51, maxMeters: 1_000 })).toEqual([]);
    const { fields } = await world.ask(ReadProvenanceV1, { resourceId: place.id }, coordinator);
    expect(fields.find(({ field }) => field === 'addressConfidential')?.statedBy).toHaveLength(1);
  });

  it('becomes so with a later issue, and never the other way round without a person', async () => {
    const open = { id: '1', name: 'ゆれる広場', address: 'つつじ町7-7', ...AT };
    const first = await imports.whole(fileOf([open]));
    const [place] = await imports.placesOf(first.sourceId);
    const resourceId = place?.id ?? '';
    const again = { sourceId: first.sourceId };
    const hidden = async () =>
      (await world.ask(ReadResourceV1, { resourceId }, imports.coordinator())).addressConfidential;
    expect(await hidden()).toBe(false);
    await imports.whole(fileOf([{ ...open, address: '非公開' }]), again);
    expect(await hidden()).toBe(true);
    const third = await imports.whole(fileOf([open]), again);
    expect(await hidden()).toBe(true);
    const { items } = await world.ask(ListImportReviewsV1, { resourceId }, imports.coordinator());
    const asked = items.find(({ field }) => field === 'addressConfidential');
    expect(asked).toMatchObject({ current: true, incoming: null });
    await world.ask(DecideImportReviewV1, { reviewId: asked?.reviewId ?? '', decision: 'take' }, imports.coordinator());
    expect(await hidden()).toBe(false);
    expect(third.reviews).toBe(1);
  });

  it('is asked about where residents see it, and what the list withholds is not shown meanwhile', async () => {
    const open = { id: '1', name: 'ひらけた広場', address: 'つつじ町8-8', ...AT };
    const first = await imports.whole(fileOf([open]));
    const [place] = await imports.placesOf(first.sourceId);
    const resourceId = place?.id ?? '';
    await registry.activateReviewed(resourceId);
    const agreedOn = '2026-01-10';
    await world.ask(PublishResourceV1, { resourceId, agreedOn }, imports.coordinator());
    await imports.whole(fileOf([{ ...open, address: '非公開' }]), { sourceId: first.sourceId });
    const { items } = await world.ask(ListImportReviewsV1, { resourceId }, imports.coordinator());
    expect(items.map(({ field }) => field)).toEqual(['addressConfidential']);
    const seen = await world.ask(ReadResourceV1, { resourceId }, imports.coordinator());
    expect(seen).toMatchObject({ state: 'ACTIVE_PUBLIC', addressConfidential: false, address: null });
    expect(seen.publicFields).not.toContain('location');
  });
});
