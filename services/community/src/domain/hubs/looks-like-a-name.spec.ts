import { looksLikeAName, refuseNames } from './looks-like-a-name';

describe('words that look like a name', () => {
  it.each([
    '田中さんがごみ出しで困っている',
    '二丁目の山田様から話があった',
    'スズキさんの庭の木',
    '佐々木くんの登校',
    'Aさんのことが心配',
    '町会の高橋氏より',
    '太郎ちゃんを見かけた',
  ])('are seen in %s', (text) => {
    expect(looksLikeAName(text)).toBe(true);
  });

  it.each([
    'ごみ出しに困っている方が多い',
    '皆さんで集まる場がほしい',
    '同様の声が他の地区にもあった',
    'バス停までの様子を見に行った',
    '多様な世代が集う',
    '民生委員さんと話す機会',
    'お母さんたちの息抜きの場',
    '赤ちゃんを連れて行ける場所',
    '八百屋さんがなくなった',
    '利用者さんが減った',
    '氏名を書かない用紙にする',
    '住民の皆様へ、様々な声',
    'ご近所さんとのつきあい',
    'たくさんの人が来た',
  ])('are not seen in %s', (text) => {
    expect(looksLikeAName(text)).toBe(false);
  });

  it('are refused field by field, with how to mend it', () => {
    const fields = { 'topics.0.topic': '買い物の不便', 'topics.1.topic': '田中さんの買い物' };
    expect(() => refuseNames(fields)).toThrow(
      expect.objectContaining({
        code: 'dialogue.looks-like-a-name',
        fields: [expect.objectContaining({ field: 'topics.1.topic', mend: expect.stringContaining('書き直して') })],
      }),
    );
    expect(() => refuseNames({ issue: '買い物の不便' })).not.toThrow();
  });
});
