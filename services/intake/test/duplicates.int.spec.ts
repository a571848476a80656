import {
  DuplicatesOfPersonV1,
  type EnterPersonV1,
  FindDuplicatesV1,
  MergePersonV1,
  UpdatePersonV1,
} from '#libs/contracts';
import { systemActor } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { RemakeKeysCommand } from '../src/commands/identity/remake-keys.command';
import { INTAKE } from '../src/intake.module';
import { IdentityQueries } from '../src/queries/identity.queries';
import { anId, refusal, Story } from './fixtures';

const TARO = {
  ...{ name: '髙橋 太郎右衛門', kana: 'たかはし たろううえもん', birthDate: '1961-07-03' },
  ...{ phone: '090-5555-1234', address: '桜町2-3' },
};

describe('possible duplicates', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const find = async (more: Partial<FindDuplicatesV1>) =>
    (await world.ask(FindDuplicatesV1, { name: '無関係 人', kana: 'むかんけい ひと', ...more }, story.worker)).items;
  const of = async (personRef: string) => (await world.ask(DuplicatesOfPersonV1, { personRef }, story.worker)).items;
  const enter = (more: Partial<EnterPersonV1> = {}) => story.person({ ...TARO, ...more });

  it('are found on entering, with reasons and nothing else of the person', async () => {
    const personRef = await enter();
    const [hit, ...more] = await find({ name: '高橋太郎右衛門', kana: 'ﾀｶﾊｼ ﾀﾛｳｳｴﾓﾝ', birthDate: '1961-03-07' });
    expect(more).toEqual([]);
    expect(hit).toEqual({
      personRef,
      level: 'likely',
      reasons: [
        { code: 'name_variant', ja: '氏名が異体字をそろえると同じ' },
        { code: 'kana_same', ja: 'ふりがなが同じ' },
        { code: 'rare_name', ja: '同じ名の人がほかに少ない' },
        { code: 'birth_swapped', ja: '生年月日の月と日が入れ替わった形' },
      ],
    });
    expect(await find({})).toEqual([]);
  });

  it('are found for a person who is entered, and never the person itself', async () => {
    const unique = { name: '長宗我部 千代', kana: 'ちょうそかべ ちよ', birthDate: '1944-02-29' };
    const [one, other] = [
      await enter(unique),
      await enter({ ...unique, name: '佐藤 千代', kana: 'さとう ちよ', alias: '長宗我部千代' }),
    ];
    expect((await of(one)).map(({ personRef }) => personRef)).toEqual([other]);
    expect((await of(other)).map(({ personRef }) => personRef)).toEqual([one]);
    expect(await refusal(of(anId()))).toBe('person.not-found');
  });

  it('follow a change of the record', async () => {
    const facts = { name: '小鳥遊 鈴', kana: 'たかなし すず', birthDate: '1990-10-10' };
    const personRef = await enter(facts);
    await world.ask(UpdatePersonV1, { ...facts, personRef, name: '月見里 鈴', kana: 'やまなし すず' }, story.worker);
    expect(await find({ ...facts, birthDate: null })).toEqual([]);
    expect((await find({ name: '月見里 鈴', kana: 'ヤマナシスズ' })).map((hit) => hit.personRef)).toEqual([personRef]);
  });

  it('are of this municipality only', async () => {
    const facts = { name: '隣町 花', kana: 'となりまち はな', birthDate: '1970-01-01' };
    await enter(facts);
    const elsewhere = world.actor('CSW', { tenant: '990027' });
    expect((await world.ask(FindDuplicatesV1, facts, elsewhere)).items).toEqual([]);
    expect(await find(facts)).toHaveLength(1);
  });

  it('show of merged records the one that goes on, once', async () => {
    const facts = { name: '四月一日 晴', kana: 'わたぬき はる', birthDate: '1985-05-05' };
    const [one, other] = [await enter(facts), await enter(facts)];
    expect((await find(facts)).map((hit) => hit.personRef).sort()).toEqual([one, other].sort());
    await world.ask(MergePersonV1, { personRef: one, intoRef: other, reason: '同一人物と確認した' }, story.worker);
    expect((await find(facts)).map((hit) => hit.personRef)).toEqual([other]);
    expect([await of(one), await of(other)]).toEqual([[], []]);
  });

  it('are kept as keyed hashes that tell nothing', async () => {
    const secret = { name: '秘密 守', kana: 'ひみつ まもる', phone: '080-7777-9999', birthDate: '1999-12-31' };
    const personRef = await enter(secret);
    const rows = await world.sql<{ key: string }>('SELECT * FROM person_keys WHERE person_ref = $1', [personRef]);
    expect(rows).toHaveLength(5);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{22}$/);
    const kept = JSON.stringify([rows, await world.sql('SELECT * FROM person_key_sets WHERE id = $1', [personRef])]);
    for (const clear of ['秘密', 'ひみつ', '08077779999', '1999']) expect(kept).not.toContain(clear);
  });

  it('are found again after the secret was changed, once the keys are made anew', async () => {
    const facts = { name: '鍵山 新', kana: 'かぎやま あらた', birthDate: '1977-07-07' };
    const personRef = await enter(facts);
    await world.sql(`UPDATE person_key_sets SET made_with = 'another' WHERE id = $1`, [personRef]);
    await world.sql(`UPDATE person_keys SET key = 'old' || substr(key, 4) WHERE person_ref = $1`, [personRef]);
    expect(await find(facts)).toEqual([]);
    const [service] = world.services;
    const tenant = story.worker.tenant;
    expect(await service?.app.get(IdentityQueries).staleKeys(tenant)).toEqual([personRef]);
    const ctx = { tenant, actor: systemActor('intake', tenant), correlationId: anId() };
    await service?.app.get(RemakeKeysCommand).execute({ personRef }, ctx);
    expect(await service?.app.get(IdentityQueries).staleKeys(tenant)).toEqual([]);
    expect((await find(facts)).map((hit) => hit.personRef)).toEqual([personRef]);
  });
});
