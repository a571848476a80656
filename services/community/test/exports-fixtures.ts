import { parse } from 'csv-parse/sync';
import {
  type CsvAnswer,
  type ExportHsdsOrganizationsV1,
  type ExportHsdsServicesV1,
  type ExportHsdsTableV1,
  type ExportTableV1,
  type HsdsPageAnswer,
} from '#libs/contracts';
import type { ServiceWorld } from '#libs/testing';
import { plainCell } from '../src/domain/exports/cell';

export interface Document {
  readonly id: string;
  readonly name: string;
  readonly service_at_locations: readonly { readonly location: { readonly id: string } }[];
}
type Documents = readonly Document[];
type Asker = ReturnType<ServiceWorld['actor']>;

export const placeOf = ({ service_at_locations: [at] }: Document): string => at?.location.id ?? '';

/** What goes out, put together again from its pages and parts. */
export class Exports {
  constructor(private readonly world: ServiceWorld) {}

  async documents(
    asks: typeof ExportHsdsServicesV1 | typeof ExportHsdsOrganizationsV1,
    given: Partial<ExportHsdsServicesV1> = {},
    actor: Asker = this.coordinator(),
  ): Promise<Documents> {
    const all: Documents[] = [];
    for (let cursor: string | undefined; ;) {
      const page: HsdsPageAnswer = await this.world.ask(asks, { ...given, ...(cursor && { cursor }) }, actor);
      expect(page.size).toBe(page.contents.length);
      all.push(page.contents as unknown as Documents);
      if (page.nextCursor === null) return all.flat();
      cursor = page.nextCursor;
    }
  }

  async file(
    asks: typeof ExportTableV1 | typeof ExportHsdsTableV1,
    given: ExportTableV1,
    actor: Asker = this.coordinator(),
  ): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let cursor: string | undefined; ;) {
      const part: CsvAnswer = await this.world.ask(asks, { ...given, ...(cursor && { cursor }) }, actor);
      parts.push(Buffer.from(part.bytes, 'base64'));
      if (part.nextCursor === null) return Buffer.concat(parts);
      cursor = part.nextCursor;
    }
  }

  private coordinator(): Asker {
    return this.world.actor('COMMUNITY_COORDINATOR', { sub: 'coordinator' });
  }
}

/** Rows by their headings, cells as they were before they were guarded. */
export const rowsOf = (bytes: Buffer, encoding = 'utf-8'): Readonly<Record<string, string>>[] =>
  parse(new TextDecoder(encoding).decode(bytes), {
    columns: true,
    cast: (cell, { header }) => (header ? cell : plainCell(cell)),
  });
