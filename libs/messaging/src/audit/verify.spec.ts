import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type AuditEntry, type AuditLink, BEFORE_ALL, hashOf, marked, markKeyOf, type MarkedEntry } from './entry';
import { type AnchoredHead, ChainCheck, type Finding } from './verify';

const TENANT = '990019';
const KEY = markKeyOf(randomBytes(32), 'intake');

const entryAt = (index: number): MarkedEntry => marked(plain(index), TENANT, KEY);
const plain = (index: number): AuditEntry => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  at: new Date(index * 1000).toISOString(),
  sub: `worker-${index % 3}`,
  roles: ['CSW'],
  orgId: null,
  act: 'rpc.intake.case.v1',
  purpose: 'x',
  subjects: [],
  fields: [],
  decision: 'shown',
  correlationId: 'c',
});

interface Books {
  entries: Map<string, MarkedEntry>;
  links: AuditLink[];
}

function booksOf(entries: readonly MarkedEntry[]): Books {
  let before = BEFORE_ALL;
  const links = entries.map((entry, index) => {
    before = hashOf(before, entry, TENANT);
    return { position: index + 1, entryId: entry.id, hash: before };
  });
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), links };
}

function check({ entries, links }: Books, anchors: readonly AnchoredHead[], key = KEY): readonly Finding[] {
  const chain = new ChainCheck({ tenant: TENANT, key, anchors });
  for (const link of links) chain.link(link, entries.get(link.entryId) ?? null);
  const linked = new Set(links.map(({ entryId }) => entryId));
  return chain.end([...entries.values()].filter(({ id }) => !linked.has(id)).map((entry) => ({ entry, young: false })));
}

const headOf = ({ links }: Books): AnchoredHead => {
  const last = links.at(-1);
  if (!last) throw new Error('There is no head.');
  return last;
};

const some = fc
  .integer({ min: 3, max: 30 })
  .chain((length) => fc.record({ length: fc.constant(length), at: fc.integer({ min: 0, max: length - 2 }) }));
const kinds = (findings: readonly Finding[]): ReadonlySet<string> => new Set(findings.map(({ what }) => what));
const whole = (length: number): Books => booksOf(Array.from({ length }, (_, index) => entryAt(index)));

it('finds nothing in what nobody touched', () => {
  fc.assert(
    fc.property(some, ({ length }) => {
      const books = whole(length);
      expect(check(books, [headOf(books)])).toEqual([]);
    }),
  );
});

it('finds an entry that was edited, whichever field', () => {
  const fields = Object.keys(plain(0)) as (keyof AuditEntry)[];
  fc.assert(
    fc.property(some, fc.constantFrom(...fields), ({ length, at }, field) => {
      const books = whole(length);
      const { entryId } = books.links[at] ?? headOfNobody();
      const entry = books.entries.get(entryId) ?? headOfNobody();
      const other = Array.isArray(entry[field]) ? ['other'] : 'other';
      books.entries.set(entryId, { ...entry, [field]: other });
      const found = kinds(check(books, []));
      expect([...found]).toEqual(expect.arrayContaining(['entry.changed', 'link.changed']));
    }),
  );
});

const headOfNobody = (): never => {
  throw new Error('There is nothing there.');
};

it('finds an entry that was deleted, with its link and without', () => {
  fc.assert(
    fc.property(some, fc.boolean(), ({ length, at }, withLink) => {
      const books = whole(length);
      const { entryId } = books.links[at] ?? headOfNobody();
      books.entries.delete(entryId);
      if (withLink) books.links = books.links.filter((_, index) => index !== at);
      expect(kinds(check(books, []))).toContain(withLink ? 'link.missing' : 'entry.missing');
    }),
  );
});

it('finds a tail that was cut by the head that is kept elsewhere', () => {
  fc.assert(
    fc.property(some, ({ length, at }) => {
      const books = whole(length);
      const head = headOf(books);
      const rest = whole(at + 1);
      expect(kinds(check(rest, [head]))).toContain('chain.cut');
      expect(check(rest, [])).toEqual([]);
    }),
  );
});

it('finds entries that changed places', () => {
  fc.assert(
    fc.property(some, ({ length, at }) => {
      const books = whole(length);
      const [one, other] = [books.links[at] ?? headOfNobody(), books.links[at + 1] ?? headOfNobody()];
      books.links[at] = { ...one, entryId: other.entryId };
      books.links[at + 1] = { ...other, entryId: one.entryId };
      expect(kinds(check(books, []))).toContain('link.changed');
    }),
  );
});

it('finds an entry that the service never wrote, linked or not', () => {
  fc.assert(
    fc.property(some, fc.boolean(), ({ length }, linked) => {
      const forged = { ...plain(99), mark: randomBytes(32).toString('base64url') };
      const entries = Array.from({ length }, (_, index) => entryAt(index));
      const books = booksOf(linked ? [...entries, forged] : entries);
      books.entries.set(forged.id, forged);
      expect(kinds(check(books, []))).toContain('entry.changed');
    }),
  );
});

it('finds a chain that was rewritten as a whole by the head that is kept elsewhere, even with the right marks', () => {
  fc.assert(
    fc.property(some, ({ length, at }) => {
      const head = headOf(whole(length));
      const entries = Array.from({ length }, (_, index) => entryAt(index)).filter((_, index) => index !== at);
      const rewritten = booksOf([...entries, entryAt(length)]);
      expect(kinds(check(rewritten, [head]))).toContain('chain.rewritten');
      expect(check(rewritten, [])).toEqual([]);
    }),
  );
});

it('trusts no marks of another key or municipality', () => {
  const books = whole(3);
  expect(kinds(check(books, [], markKeyOf(randomBytes(32), 'intake')))).toContain('entry.changed');
  const moved = { ...plain(0), mark: marked(plain(0), '990027', KEY).mark };
  expect(kinds(check(booksOf([moved]), []))).toContain('entry.changed');
});

it('lets a young entry wait for its link, and no old one', () => {
  const chain = new ChainCheck({ tenant: TENANT, key: KEY, anchors: [] });
  const findings = chain.end([
    { entry: entryAt(1), young: true },
    { entry: entryAt(2), young: false },
  ]);
  expect(findings).toEqual([{ what: 'entry.unlinked', entryId: entryAt(2).id }]);
});
