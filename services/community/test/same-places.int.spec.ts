import {
  DecideImportReviewV1,
  ListImportReviewsV1,
  ListResourceDuplicatesV1,
  ListResourcesV1,
  MergeResourceV1,
  ReadMenuV1,
  ReadProvenanceV1,
  ReadResourceV1,
  RejectResourceDuplicateV1,
  SearchResourcesV1,
  UnmergeResourceV1,
} from '#libs/contracts';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { fileOf, Imports } from './imports-fixtures';
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
const placesOf = (sourceId: string) =>
  world.sql<{ id: string; name: string; phone: string | null }>(
    `SELECT resources.id, name, phone FROM source_records JOIN resources ON resources.id = resource_id
     WHERE source_id = $1 ORDER BY row`,
    [sourceId],
  );

function firstTwo<T>([first, second]: readonly T[]): readonly [T, T] {
  if (first === undefined || second === undefined) throw new Error('There are fewer than two.');
  return [first, second];
}

describe('two lists that may speak of one place', () => {
  it('are proposed with their reasons, merged by a person, and neither loses anything', async () => {
    const address = 'かえで町一丁目2番3号';
    const at = { lat: '35.60000', lng: '139.50000' };
    const first = await imports.whole(
      fileOf([
        { id: '1', name: '社会福祉法人 かえでの家', address, phone: '03-1111-1111' },
        { id: '2', name: 'ぶなの広場', address: 'ぶな町9-9', ...at },
      ]),
    );
    const second = await imports.whole(
      fileOf([
        { id: 'a', name: 'かえでの家', address: 'かえで町1-2-3', phone: '03-2222-2222' },
        { id: 'b', name: 'ぶなの広場(分室)', address: 'ぶな町8-8', lat: '35.60010', lng: '139.50010' },
        { id: 'c', name: 'まったく別の場', address: 'ぶな町8-7', lat: '35.60010', lng: '139.50010' },
      ]),
      { publisher: 'となりの県' },
    );
    expect(second.duplicates).toBe(2);
    const [maple, beech] = firstTwo(await placesOf(first.sourceId));
    const [otherMaple] = firstTwo(await placesOf(second.sourceId));
    const proposed = async (resourceId: string) =>
      (await world.ask(ListResourceDuplicatesV1, { resourceId }, coordinator())).items;
    expect(await proposed(maple.id)).toMatchObject([{ reasons: [{ code: 'name_and_address' }] }]);
    const [near] = await proposed(beech.id);
    expect(near?.reasons).toEqual([{ code: 'near_and_similar', metres: 14, similarity: expect.any(Number) as number }]);

    await world.ask(RejectResourceDuplicateV1, { duplicateId: near?.duplicateId ?? '' }, coordinator());
    expect(await proposed(beech.id)).toEqual([]);

    await registry.activateReviewed(otherMaple.id);
    const menuId = await registry.menu(otherMaple.id);
    const pair = { resourceId: otherMaple.id, intoResourceId: maple.id };
    await world.ask(MergeResourceV1, pair, coordinator());
    expect(await codeOf(world.ask(MergeResourceV1, pair, coordinator()))).toBe('resource.merged-already');
    const back = { resourceId: maple.id, intoResourceId: otherMaple.id };
    expect(await codeOf(world.ask(MergeResourceV1, back, coordinator()))).toBe('resource.merged-into-itself');
    expect(await world.ask(ReadMenuV1, { menuId }, coordinator())).toMatchObject({ resourceId: otherMaple.id });
    const { orgId } = await world.ask(ReadResourceV1, { resourceId: otherMaple.id }, coordinator());
    expect((await world.ask(ReadResourceV1, { resourceId: otherMaple.id }, coordinator())).mergedInto).toBe(maple.id);
    expect((await world.ask(ReadResourceV1, { resourceId: maple.id }, coordinator())).mergedInto).toBeNull();
    const listed = async () =>
      (await world.ask(ListResourcesV1, { orgId }, coordinator())).items.map(({ resourceId }) => resourceId);
    const found = async () => {
      const { items: hits } = await world.ask(SearchResourcesV1, { query: 'かえでの家' }, coordinator());
      return hits.map(({ resourceId }) => resourceId);
    };
    expect(await listed()).not.toContain(otherMaple.id);
    await eventually('the search to leave it out', async () => !(await found()).includes(otherMaple.id));
    expect(await registry.facts(menuId)).toMatchObject({ resourceState: 'CLOSED' });
    // What is merged is not proposed for a third one; what it was merged into is.
    const third = await imports.whole(fileOf([{ id: 'z', name: 'かえでの家', address: 'かえで町1-2-3' }]), {
      publisher: '県の団体',
    });
    const [thirdMaple] = await placesOf(third.sourceId);
    const pairs = await proposed(thirdMaple?.id ?? '');
    expect(pairs.map(({ resourceIds }) => new Set(resourceIds))).toEqual([new Set([maple.id, thirdMaple?.id])]);

    const { items } = await world.ask(ListImportReviewsV1, { resourceId: maple.id }, coordinator());
    expect(items.map(({ field, reason, incoming }) => [field, reason, incoming])).toContainEqual([
      'phone',
      'sources_disagree',
      '03-2222-2222',
    ]);
    const phone = items.find(({ field }) => field === 'phone');
    await world.ask(DecideImportReviewV1, { reviewId: phone?.reviewId ?? '', decision: 'keep' }, coordinator());
    const provenance = await world.ask(ReadProvenanceV1, { resourceId: maple.id }, coordinator());
    expect(provenance.sources.map(({ publisher }) => publisher).sort()).toEqual(['さくら野市', 'となりの県']);
    expect(new Set(provenance.samePlace)).toEqual(new Set([maple.id, otherMaple.id]));
    expect(provenance.fields.find(({ field }) => field === 'phone')).toMatchObject({
      statedBy: [expect.any(Number) as number],
      contradictedBy: [expect.any(Number) as number],
    });

    await world.ask(UnmergeResourceV1, { resourceId: otherMaple.id }, coordinator());
    expect(await codeOf(world.ask(UnmergeResourceV1, { resourceId: otherMaple.id }, coordinator()))).toBe(
      'resource.not-merged',
    );
    const open = await world.ask(ListImportReviewsV1, { resourceId: maple.id }, coordinator());
    expect(open.items).toEqual([]);
    expect((await placesOf(first.sourceId))[0]).toEqual(maple);
    expect(await listed()).toContain(otherMaple.id);
    await eventually('the search to find it again', async () => (await found()).includes(otherMaple.id));
    expect(await registry.facts(menuId)).toMatchObject({ resourceState: 'ACTIVE' });
  });
});
