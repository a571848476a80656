import { type AuditLink, BEFORE_ALL, hashOf, markOf, type MarkedEntry } from './entry';

/** A head of a chain as it was kept elsewhere. */
export interface AnchoredHead {
  readonly position: number;
  readonly hash: string;
}

export type Finding =
  /** An entry is not as the service wrote it, or the service never wrote it. */
  | { readonly what: 'entry.changed'; readonly entryId: string }
  /** A link names an entry that is not there. */
  | { readonly what: 'entry.missing'; readonly position: number; readonly entryId: string }
  /** An entry that is old enough has no link. */
  | { readonly what: 'entry.unlinked'; readonly entryId: string }
  /** Whom an entry is about cannot be found any more. */
  | { readonly what: 'subject.missing'; readonly entryId: string }
  | { readonly what: 'link.missing'; readonly position: number }
  /** The hash of a link is not that of what comes before it and of its entry. */
  | { readonly what: 'link.changed'; readonly position: number; readonly entryId: string }
  /** The chain ends before a head that was kept elsewhere. */
  | { readonly what: 'chain.cut'; readonly anchored: number; readonly length: number }
  /** The chain has another hash where a head was kept elsewhere. */
  | { readonly what: 'chain.rewritten'; readonly anchored: number };

interface Chain {
  readonly tenant: string;
  readonly key: Buffer;
  readonly anchors: readonly AnchoredHead[];
}

/** Checks a chain link by link. Give links in their order, then say with `end` what else there is. */
export class ChainCheck {
  readonly findings: Finding[] = [];
  private before = BEFORE_ALL;
  private position = 0;
  private readonly anchors: ReadonlyMap<number, string>;

  constructor(private readonly chain: Chain) {
    this.anchors = new Map(chain.anchors.map(({ position, hash }) => [position, hash]));
  }

  /** `entry`: null where there is none of this id. */
  link({ position, entryId, hash }: AuditLink, entry: MarkedEntry | null): void {
    while (this.position + 1 < position) this.findings.push({ what: 'link.missing', position: (this.position += 1) });
    this.position = position;
    if (entry === null) this.findings.push({ what: 'entry.missing', position, entryId });
    else {
      this.mark(entry);
      if (hashOf(this.before, entry, this.chain.tenant) !== hash)
        this.findings.push({ what: 'link.changed', position, entryId });
    }
    const anchored = this.anchors.get(position);
    if (anchored !== undefined && anchored !== hash)
      this.findings.push({ what: 'chain.rewritten', anchored: position });
    this.before = hash;
  }

  /**
   * `unlinked`: entries without a link; those that are `young` may still get theirs. `unfound`: ids of entries that
   * cannot be found by all whom they are about.
   */
  end(
    unlinked: Iterable<{ readonly entry: MarkedEntry; readonly young: boolean }>,
    unfound: readonly string[] = [],
  ): readonly Finding[] {
    const length = this.position;
    const furthest = Math.max(0, ...this.anchors.keys());
    if (furthest > length) this.findings.push({ what: 'chain.cut', anchored: furthest, length });
    for (const { entry, young } of unlinked) {
      this.mark(entry);
      if (!young) this.findings.push({ what: 'entry.unlinked', entryId: entry.id });
    }
    for (const entryId of unfound) this.findings.push({ what: 'subject.missing', entryId });
    return this.findings;
  }

  private mark(entry: MarkedEntry): void {
    if (markOf(entry, this.chain.tenant, this.chain.key) !== entry.mark)
      this.findings.push({ what: 'entry.changed', entryId: entry.id });
  }
}
