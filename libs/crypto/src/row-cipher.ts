import { AppError } from '#libs/kernel';
import type { RowSeal } from '#libs/persistence';
import { decrypt, encrypt } from './aes-gcm';
import type { DataKeys } from './data-keys';
import { DAMAGED, damaged } from './errors';

/** Columns of a table that are sealed, and whose key seals them. */
export interface SealedTable {
  /** Property that names the owner of the key, or `municipality` for what belongs to no person. */
  readonly owner: string;
  /** As the database calls them. */
  readonly columns: readonly string[];
  /** Its rows are copies of rows of this table, made by the database: they are opened as those. */
  readonly copiesOf?: string;
}

/** Owner of the key for what belongs to no person. */
const MUNICIPALITY = '00000000-0000-0000-0000-000000000000';
/** `e<version of the key>.<owner>.<nonce, ciphertext, tag>`. */
const SEALED = /^e(\d{1,9})\.([\w-]{22})\.([\w-]+)$/;

interface Place {
  readonly tenant: string;
  readonly table: string;
  readonly row: string;
}

type Row = Record<string, unknown>;

/** Seals and opens the columns of rows; each is bound to its municipality, table, column, row and key. */
export class RowCipher implements RowSeal {
  private readonly tables: ReadonlyMap<
    string,
    SealedTable & { readonly properties: readonly (readonly [string, string])[] }
  >;

  constructor(
    private readonly keys: DataKeys,
    tables: Readonly<Record<string, SealedTable>>,
    /** Hears of each row in which something is not what was written there. */
    private readonly onDamage: () => void,
  ) {
    this.tables = new Map(
      Object.entries(tables).map(([name, table]) => [
        name,
        { ...table, properties: table.columns.map((column) => [column, camelCase(column)] as const) },
      ]),
    );
  }

  knows(table: string): boolean {
    return this.tables.has(table);
  }

  async seal<T extends object>(tenant: string, table: string, row: object, values: T): Promise<T> {
    const { owner: named, properties, copiesOf } = this.of(table);
    const present = properties.filter(([, property]) => isThere((values as Row)[property]));
    if (present.length === 0) return values;
    if (copiesOf !== undefined) throw new Error(`${table} is written by the database only.`);
    const owner = named === 'municipality' ? MUNICIPALITY : String((row as Row)[named]);
    const { key, version } = await this.keys.toSeal(tenant, owner);
    const place = { tenant, table, row: String((row as Row)['id']) };
    const sealed = present.map(([column, property]) => {
      const clear = Buffer.from(JSON.stringify((values as Row)[property]));
      const bytes = encrypt(key, clear, boundTo(place, column, owner, version));
      return [property, `e${version}.${shortOf(owner)}.${bytes.toString('base64url')}`];
    });
    return { ...values, ...Object.fromEntries(sealed) } as T;
  }

  async open(tenant: string, table: string, row: object): Promise<void> {
    const { properties, copiesOf } = this.of(table);
    const place = { tenant, table: copiesOf ?? table, row: String((row as Row)['id']) };
    const present = properties.filter(([, property]) => isThere((row as Row)[property]));
    const opening = present.map(async ([column, property]) => {
      (row as Row)[property] = await this.opened(place, column, String((row as Row)[property]));
    });
    await Promise.all(opening).catch((error: unknown) => {
      if (error instanceof AppError && error.code === DAMAGED) this.onDamage();
      throw error;
    });
  }

  private async opened(place: Place, column: string, text: string): Promise<unknown> {
    const [, number, short, bytes] = SEALED.exec(text) ?? [];
    // What is not sealed was not written by us: it is not given out either.
    if (bytes === undefined || short === undefined) throw damaged();
    const version = Number(number);
    const owner = longOf(short);
    const key = await this.keys.toOpen(place.tenant, owner, version);
    const clear = decrypt(key, Buffer.from(bytes, 'base64url'), boundTo(place, column, owner, version));
    if (!clear) throw damaged();
    return JSON.parse(clear.toString());
  }

  private of(table: string) {
    const known = this.tables.get(table);
    if (!known) throw new Error(`Nothing of ${table} is sealed.`);
    return known;
  }
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

const boundTo = ({ tenant, table, row }: Place, column: string, owner: string, version: number): string =>
  [tenant, table, column, row, owner, version].join('|');

const camelCase = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const shortOf = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');

const longOf = (short: string): string =>
  Buffer.from(short, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
