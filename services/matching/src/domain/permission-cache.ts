/** A yes of intake may be kept this long (decisions: 30 s at most). */
export const KEEP_MS = 30_000;

/**
 * Permissions that intake gave a moment ago. Only a yes is kept. `ms` is a steady clock of this process.
 * An answer that was asked before a person's permissions were dropped is not taken in.
 */
export class PermissionCache {
  private readonly until = new Map<string, Map<string, number>>();
  private readonly drops = new Map<string, number>();
  private dropCount = 0;

  /** Give it back with the answer. */
  begin(): number {
    return this.dropCount;
  }

  allowed(tenant: string, personRef: string, what: string, ms: number): boolean {
    const until = this.until.get(keyOf(tenant, personRef))?.get(what);
    return until !== undefined && ms < until;
  }

  keep(tenant: string, personRef: string, what: string, begun: number, ms: number): void {
    const key = keyOf(tenant, personRef);
    if ((this.drops.get(key) ?? 0) > begun) return;
    const kept = this.until.get(key) ?? new Map<string, number>();
    kept.set(what, ms + KEEP_MS);
    this.until.set(key, kept);
    if (this.until.size > 10_000) this.forgetOld(ms);
  }

  drop(tenant: string, personRef: string): void {
    this.dropCount += 1;
    this.drops.set(keyOf(tenant, personRef), this.dropCount);
    this.until.delete(keyOf(tenant, personRef));
  }

  private forgetOld(ms: number): void {
    for (const [key, kept] of this.until) {
      if ([...kept.values()].every((until) => until <= ms)) this.until.delete(key);
    }
  }
}

const keyOf = (tenant: string, personRef: string): string => `${tenant}/${personRef}`;
