import type { Operation } from '../operations';

/** Ids that were named together, by field name: of one request and its answer, or of one row. */
type Together = Readonly<Record<string, string>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CODE = /^[a-z][a-z0-9_-]{0,39}$/;
const KEPT = 600;
const KEPT_CODES = 40;
/** What is made where no route names it in its path. */
const MADE_AT: Readonly<Record<string, string>> = {
  consultations: 'caseRef',
  spaces: 'spaceId',
  programs: 'programId',
};

/** What the answers so far taught: ids and codes, by the names of the fields that held them. */
export class Known {
  private readonly together: Together[] = [];
  private readonly codes = new Map<string, Set<string>>();
  private readonly nameAt: ReadonlyMap<string, string>;

  constructor(operations: readonly Operation[]) {
    const links = operations.flatMap(({ path }) =>
      [...path.matchAll(/([a-z-]+)\/\{(\w+)\}/g)].map(([, segment = '', name = '']) => [segment, name] as const),
    );
    this.nameAt = new Map([...links, ...Object.entries(MADE_AT)]);
  }

  get size(): number {
    return this.together.length;
  }

  /** `used`: the ids of the request. */
  learn({ path }: Operation, used: Together, answer: unknown): void {
    const [, last = ''] = /([a-z-]+)$/.exec(path) ?? [];
    const { id } = (answer ?? {}) as { readonly id?: unknown };
    const name = this.nameAt.get(last);
    const made = name !== undefined && typeof id === 'string' && UUID.test(id) ? { [name]: id } : {};
    this.keep({ ...used, ...made });
    this.read(answer, used);
  }

  /** Ids that go together and hold one of this name; chosen by a number of any size. */
  around(names: readonly string[], choice: number): Together {
    for (const name of [...names].reverse()) {
      const fitting = this.together.filter((each) => nameIn(each, name) !== undefined);
      const found = fitting[choice % Math.max(1, fitting.length)];
      if (found) return found;
    }
    return this.together[choice % Math.max(1, this.together.length)] ?? {};
  }

  ids(name: string): readonly string[] {
    const all = this.together.flatMap((each) => each[nameIn(each, name) ?? ''] ?? []);
    return [...new Set(all)].slice(-24);
  }

  codesOf(name: string): readonly string[] {
    return [...(this.codes.get(name) ?? [])];
  }

  private read(value: unknown, around: Together): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 20)) this.read(item, around);
      return;
    }
    const fields = Object.entries(value as Readonly<Record<string, unknown>>);
    const ids = fields.filter(
      (field): field is [string, string] => typeof field[1] === 'string' && UUID.test(field[1]),
    );
    const here = { ...around, ...Object.fromEntries(ids.filter(([name]) => name !== 'id')) };
    if (ids.length > 0) this.keep(here);
    for (const [name, item] of fields) {
      this.keepCode(name, item);
      this.read(item, here);
    }
  }

  private keep(ids: Together): void {
    if (Object.keys(ids).length === 0) return;
    this.together.push(ids);
    if (this.together.length > KEPT) this.together.splice(Math.floor(this.together.length / 2), 1);
  }

  private keepCode(name: string, value: unknown): void {
    for (const each of [value].flat()) {
      if (typeof each !== 'string' || !CODE.test(each)) continue;
      const codes = this.codes.get(name) ?? new Set();
      if (codes.size < KEPT_CODES) codes.add(each);
      this.codes.set(name, codes);
    }
  }
}

/** Which of these ids a field of this name may mean: `toDeskId` a `deskId`, `orgIds` an `orgId`. */
export function nameIn(ids: Together, field: string): string | undefined {
  const wanted = field.replace(/s$/, '').toLowerCase();
  const fitting = Object.keys(ids).filter((name) => wanted.endsWith(name.toLowerCase()));
  return fitting.sort((one, other) => other.length - one.length)[0];
}
