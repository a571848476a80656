import type { ReadScope } from '#libs/persistence';
import { BEFORE_ALL, type MarkedEntry } from './entry';
import { ENTRY_COLUMNS, type EntryRow, readEntries } from './entry-rows';
import { type AnchoredHead, ChainCheck, type Finding } from './verify';

const PAGE = 5_000;
/** An entry has its link within seconds; a transaction of a request never takes this long. */
const YOUNG_MS = 60_000;

export interface Books {
  readonly tenant: string;
  /** See `markKeyOf`. */
  readonly key: Buffer;
  /** Heads of this chain that were kept elsewhere. */
  readonly anchors: readonly AnchoredHead[];
}

export interface BooksChecked {
  readonly tenant: string;
  readonly links: number;
  /** Entries that wait for their link. */
  readonly waiting: number;
  readonly findings: readonly Finding[];
}

type LinkRow = { readonly position: string; readonly entry_id: string; readonly hash: string } & Partial<EntryRow>;

/** Reads a municipality's whole chain of one service and checks it. Changes nothing. */
export async function checkBooks(reads: ReadScope, { tenant, key, anchors }: Books, now: Date): Promise<BooksChecked> {
  const chain = new ChainCheck({ tenant, key, anchors });
  let links = 0;
  for (let after = '0', more = true; more;) {
    const rows = await reads.one<LinkRow>(
      { tenant },
      `SELECT l.position, l.entry_id, l.hash, e.* FROM audit_links l
         LEFT JOIN (SELECT ${ENTRY_COLUMNS} FROM audit_entries) e ON e.id = l.entry_id
        WHERE l.position > $1 ORDER BY l.position LIMIT ${PAGE}`,
      [after],
    );
    for (const row of rows) {
      chain.link({ position: Number(row.position), entryId: row.entry_id, hash: row.hash }, entryIn(row));
    }
    links += rows.length;
    after = rows.at(-1)?.position ?? after;
    more = rows.length === PAGE;
  }
  const waiting = await unlinkedEntries(reads, tenant);
  const findings = chain.end(
    waiting.map((entry) => ({ entry, young: now.getTime() - Date.parse(entry.at) < YOUNG_MS })),
    await unfoundEntries(reads, tenant),
  );
  return { tenant, links, waiting: waiting.length, findings };
}

function entryIn(row: LinkRow): MarkedEntry | null {
  return row.id == null ? null : (readEntries([row as unknown as EntryRow])[0] ?? null);
}

async function unlinkedEntries(reads: ReadScope, tenant: string): Promise<readonly MarkedEntry[]> {
  const rows = await reads.one<EntryRow>(
    { tenant },
    `SELECT ${ENTRY_COLUMNS} FROM audit_entries e
      WHERE NOT EXISTS (SELECT 1 FROM audit_links l WHERE l.entry_id = e.id) ORDER BY seq LIMIT ${PAGE}`,
    [],
  );
  return readEntries(rows);
}

/** Entries that are not found by somebody whom they are about. */
async function unfoundEntries(reads: ReadScope, tenant: string): Promise<readonly string[]> {
  const rows = await reads.one<{ readonly id: string }>(
    { tenant },
    `SELECT DISTINCT e.id FROM audit_entries e CROSS JOIN unnest(e.subjects) AS s (subject)
      WHERE NOT EXISTS (SELECT 1 FROM audit_subjects a WHERE a.subject = s.subject AND a.entry_id = e.id) LIMIT ${PAGE}`,
    [],
  );
  return rows.map(({ id }) => id);
}

/** Where a chain stands; position 0 and an empty hash where nothing was noted. */
export async function headOfChain(reads: ReadScope, tenant: string): Promise<AnchoredHead> {
  const [head] = await reads.one<{ readonly position: string; readonly hash: string }>(
    { tenant },
    'SELECT position, hash FROM audit_heads',
    [],
  );
  return { position: Number(head?.position ?? 0), hash: head?.hash ?? BEFORE_ALL };
}
