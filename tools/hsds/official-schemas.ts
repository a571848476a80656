import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** The official schemas lie beside the repository, never in it. */
const FOLDER = resolve(__dirname, '../../../shared/hsds/schema');
const HERE = [FOLDER, resolve(process.cwd(), '../shared/hsds/schema')].find((folder) => existsSync(folder));

export type HsdsKind = 'organization' | 'service';

/** Null where the schemas are not there. */
export interface HsdsSchemas {
  /** What is wrong with a document; empty = it is valid. */
  readonly problemsOf: (kind: HsdsKind, document: unknown) => readonly string[];
}

/** The schemas of HSDS 3.0 with their formats; null where they are not here. */
export function officialSchemas(): HsdsSchemas | null {
  if (HERE === undefined) return null;
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as { readonly default: (ajv: Ajv) => unknown }).default(ajv);
  const compiled = new Map<HsdsKind, ValidateFunction>();
  return {
    problemsOf: (kind, document) => {
      const validate =
        compiled.get(kind) ?? ajv.compile(JSON.parse(readFileSync(join(HERE, `${kind}.json`), 'utf8')) as object);
      compiled.set(kind, validate);
      return validate(document)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    },
  };
}
