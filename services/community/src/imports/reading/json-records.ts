import { EMPTY_FIELDS } from '../../domain/imports/empty-fields';
import { type HsdsPiece, ownPart, piecesOf } from '../../domain/imports/hsds-documents';
import { hsdsRecordOf } from '../../domain/imports/hsds-record';
import { asObject, type JsonObject, readable, textOf } from '../../domain/imports/json-values';
import { isQuarantined, type ProblemCode, problem } from '../../domain/imports/problems';
import type { ImportedRecord } from '../../domain/imports/record';
import { CELL_LIMIT } from './csv-splitter';
import { WHOLE_LINE } from './csv-records';
import { fingerprintOfRaw } from './fingerprint';
import { keyFrom, KeyRegister } from './key-register';
import type { JsonText } from './json-splitter';

/** Turns JSON documents into records: one per service and location. Every document becomes at least one. */
export class JsonRecords {
  private readonly keys = new KeyRegister();
  /** Organisations that stood earlier in the file, for services that only name them by id. */
  private readonly organizations = new Map<string, JsonObject>();

  recordsOf(given: JsonText): readonly ImportedRecord[] {
    if (given.broken !== null) return [refused(given, given.broken)];
    const document = parsed(given.text);
    if (document === null) return [refused(given, 'json.broken')];
    const pieces = piecesOf(document);
    if (pieces.length === 0) return [refused(given, 'hsds.unknown-object')];
    return pieces.map((read) => {
      const piece = this.withOrganization(read);
      const { key, problems, ...said } = hsdsRecordOf(piece);
      const rowHash = fingerprintOfRaw(said.raw);
      const record = { family: 'hsds_json' as const, row: given.line, rowHash, population: null, ...said };
      if (key === null || isQuarantined(problems)) return { ...record, problems, sourceKey: keyFrom(`at:${rowHash}`) };
      const named = this.keys.give({ numbered: key, listed: null, described: `at:${key}` }, rowHash);
      const all = named.problem === null ? problems : [...problems, problem(named.problem, 'id', key)];
      return { ...record, problems: all, sourceKey: named.key };
    });
  }

  private withOrganization(piece: HsdsPiece): HsdsPiece {
    const { organization, service } = piece;
    const id = textOf(organization?.id) || textOf(service?.organization_id);
    if (organization === null) return { ...piece, organization: this.organizations.get(id) ?? null };
    if (id !== '' && service === null) this.organizations.set(id, ownPart(organization));
    return piece;
  }
}

function parsed(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

function refused({ line, text }: JsonText, code: ProblemCode): ImportedRecord {
  const raw = { [WHOLE_LINE]: readable(text.slice(0, CELL_LIMIT)) };
  const rowHash = fingerprintOfRaw(raw);
  return {
    family: 'hsds_json',
    entity: 'other',
    sourceKey: keyFrom(`at:${rowHash}`),
    row: line,
    raw,
    rowHash,
    fields: EMPTY_FIELDS,
    population: null,
    links: {},
    problems: [problem(code, '', text)],
  };
}
