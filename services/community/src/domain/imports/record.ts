import type { Position } from '../resource-description';

/** Kinds of files that are read. The Japanese names and marks of each are in `families.json`. */
export type Family =
  | 'public_facility'
  | 'childcare'
  | 'care_service'
  | 'care_disclosure'
  | 'disability_service'
  | 'medical'
  | 'education'
  | 'kodomo_shokudo'
  | 'support_program'
  | 'population'
  | 'hsds_json'
  | 'hsds_csv';

/**
 * What a record describes. `place` = a whole entry of the register (organisation, service and address in one
 * row). HSDS tables give one thing per row and name the others by `links`.
 */
export type Entity = 'place' | 'organization' | 'service' | 'location' | 'capacity' | 'population' | 'other';

/**
 * One row, or one object of a JSON file. Nothing is dropped: what cannot be understood comes with a problem of
 * severity `quarantine`, and then `fields` holds no more than what could be read.
 */
export interface ImportedRecord {
  readonly family: Family;
  readonly entity: Entity;
  /** Stable inside one source: a list that is published again names the same place by the same key. */
  readonly sourceKey: string;
  /** 1-based line of the file in which the record begins; for a JSON array the position of its object. */
  readonly row: number;
  /** Cells as they stand in the file (only the encoding undone), by the column's name in the file. */
  readonly raw: Readonly<Record<string, string>>;
  /** SHA-256 (hex) of `raw`. */
  readonly rowHash: string;
  readonly fields: ImportedFields;
  /** Only for `entity: 'population'`. */
  readonly population: ImportedPopulation | null;
  /** Ids of the same source that an HSDS record points to. */
  readonly links: ImportedLinks;
  readonly problems: readonly RowProblem[];
}

/** `quarantine`: the row is not imported and waits for a person. `note`: imported, and this is worth knowing. */
export interface RowProblem {
  readonly column: string;
  readonly value: string;
  readonly code: string;
  /** What to do about it, in Japanese. */
  readonly mend: string;
  readonly severity: 'quarantine' | 'note';
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday';

/** Days as far as they could be understood, and always as they were written. */
export interface ImportedWeekdays {
  readonly days: readonly Weekday[];
  readonly raw: string;
}

/** `HH:MM`; `days` null = on the days of the record. 24:00 is the end of a day. */
export interface ImportedHours {
  readonly from: string;
  readonly to: string;
  readonly days: readonly Weekday[] | null;
}

/** Capacity as the list states it (`40/12` = two services under one roof). It is never a vacancy. */
export interface ImportedCapacity {
  readonly raw: string;
  readonly parts: readonly number[];
}

/** Null = not said. */
export interface ImportedFields {
  readonly name: string | null;
  readonly nameKana: string | null;
  readonly organizationName: string | null;
  /** 法人番号, 13 digits, check digit verified. */
  readonly corporateNumber: string | null;
  /** 事業所番号 or 医療機関コード; it repeats among the services of one office. */
  readonly officeNumber: string | null;
  readonly serviceKind: string | null;
  /** Code of the list `resourceTypes`. */
  readonly resourceType: string | null;
  /** 全国地方公共団体コード of where the place is, six digits, check digit verified. */
  readonly municipalityCode: string | null;
  /** Prefecture and municipality of the place in words, where columns say them: «東京都米倉市». */
  readonly municipalityName: string | null;
  readonly address: string | null;
  readonly building: string | null;
  /** Seven digits. */
  readonly postalCode: string | null;
  readonly location: Position | null;
  readonly phone: string | null;
  readonly phoneExtension: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly weekdays: ImportedWeekdays | null;
  readonly hours: readonly ImportedHours[] | null;
  readonly hoursNote: string | null;
  readonly closedNote: string | null;
  readonly capacity: ImportedCapacity | null;
  /** What an adult pays once, where the list says it as a number. */
  readonly feeYen: number | null;
  readonly feeNote: string | null;
  /** Codes of the list `accessibility`. */
  readonly accessibility: readonly string[];
  /** Codes: `ja`, `vi`, …. */
  readonly languages: readonly string[];
  readonly statutoryBasis: string | null;
  readonly targets: string | null;
  readonly description: string | null;
  readonly notes: string | null;
  /** Local day on which it was approved or opened, where the list says it. */
  readonly establishedOn: string | null;
  /** A private home (「様方」): never shown to residents. */
  readonly privateHome: boolean;
  /** The list itself withholds the address (「非公開」). */
  readonly addressHidden: boolean;
  /** Of its organisation beside name and number, where the list says it. */
  readonly organization: ImportedOrganization | null;
  /** Everything else that the row says, by the column's name in the file. */
  readonly extras: Readonly<Record<string, string>>;
}

/** People of one area on one day. Ages in completed years; `to` null = and older. */
export interface ImportedPopulation {
  readonly areaCode: string;
  readonly areaName: string;
  readonly municipalityCode: string | null;
  /** Local day. */
  readonly asOf: string;
  readonly total: number;
  readonly male: number | null;
  readonly female: number | null;
  readonly households: number | null;
  readonly byAge: readonly ImportedAgeBand[];
}

export interface ImportedAgeBand {
  readonly from: number;
  readonly to: number | null;
  readonly male: number | null;
  readonly female: number | null;
}

export interface ImportedOrganization {
  readonly kind: string | null;
  readonly contact: { readonly phone: string | null; readonly email: string | null; readonly website: string | null };
  readonly contactPeople: readonly {
    readonly title: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  }[];
}

export interface ImportedLinks {
  readonly organizationId?: string;
  readonly serviceId?: string;
  readonly locationId?: string;
}

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932';
export type Delimiter = ',' | '\t' | ';';

/** How a file is read: found from its first bytes, then kept with the job so that a resumed one reads alike. */
export interface ReadingPlan {
  readonly readable: true;
  readonly family: Family;
  readonly encoding: FileEncoding;
  readonly bom: boolean;
  /** `csv` has a header, `json` is an array or one document, `ndjson` has one object per line. */
  readonly form: 'csv' | 'json' | 'ndjson';
  readonly delimiter: Delimiter | null;
  /** 1-based line of the header; null for JSON. */
  readonly headerRow: number | null;
  readonly columns: readonly PlannedColumn[];
  /** Columns that no field takes: kept as extras. */
  readonly unknownColumns: readonly string[];
  /** HSDS table of a CSV file or kind of document; null elsewhere. */
  readonly table: string | null;
}

export interface PlannedColumn {
  /** As it stands in the file, without line breaks; made unique where it repeats. */
  readonly name: string;
  /** Field that takes it; null = kept as an extra. */
  readonly field: string | null;
}

/** A file that cannot be read at all. */
export interface Unreadable {
  readonly readable: false;
  readonly code: string;
  /** What to do about it, in Japanese. */
  readonly mend: string;
}
