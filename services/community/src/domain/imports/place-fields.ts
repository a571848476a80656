import accessibility from './accessibility.json';
import { addressOf, refuseWithoutAddress, withheldFor } from './address';
import { capacityOf, feeOf, saysYes } from './amounts';
import type { Cells } from './cells';
import { emailOf, phoneOf, urlOf } from './contacts';
import { dateOf } from './dates';
import { resourceTypeOf } from './families';
import { corporateNumberOf, officeNumberOf, postalCodeOf } from './identifiers';
import { positionOf } from './position';
import type { Family, ImportedFields, ImportedHours, ImportedWeekdays, Weekday } from './record';
import { clean, plain } from './text';
import { onDays, openingOf, spansOf } from './times';
import { weekdaysOf } from './weekdays';

/** What a row of a list of places says; problems gather in `cells`. */
export function placeFieldsOf(family: Family, cells: Cells): ImportedFields {
  const name = cells.words('name');
  const serviceKind = cells.words('serviceKind');
  const resourceType = resourceTypeOf(family, serviceKind, name);
  const where = withheldFor(resourceType, addressOf(cells), cells);
  const location = positionIn(cells);
  if (name === null) cells.add('name.missing', 'name');
  if (family !== 'support_program') refuseWithoutAddress(cells, where, location);
  return {
    name,
    nameKana: plain(cells.text('nameKana')) || null,
    organizationName: cells.words('organizationName'),
    corporateNumber: cells.read('corporateNumber', corporateNumberOf),
    officeNumber: cells.read('officeNumber', family === 'medical' ? asWritten : officeNumberOf),
    serviceKind,
    resourceType,
    ...where,
    postalCode: cells.read('postalCode', postalCodeOf),
    location,
    ...contactsIn(cells),
    ...timesIn(cells),
    capacity: cells.read('capacity', capacityOf),
    feeYen: cells.read('fee', feeOf),
    feeNote: cells.words('feeNote'),
    accessibility: accessibilityIn(cells),
    languages: [],
    statutoryBasis: null,
    targets: cells.words('targets'),
    description: cells.joined('description'),
    notes: cells.words('notes'),
    establishedOn: cells.read('establishedOn', dateOf),
    organization: null,
    extras: cells.extras(),
  };
}

const asWritten = (text: string): string | null => plain(text) || null;

function positionIn(cells: Cells): ImportedFields['location'] {
  return positionOf(cells.text('lat'), cells.text('lng'), cells.about('lat'));
}

function contactsIn(cells: Cells): Pick<ImportedFields, 'phone' | 'phoneExtension' | 'fax' | 'email' | 'url'> {
  const phone = cells.read('phone', phoneOf);
  return {
    phone: phone?.number ?? null,
    phoneExtension: (plain(cells.text('phoneExtension')) || null) ?? phone?.extension ?? null,
    fax: cells.read('fax', phoneOf)?.number ?? null,
    email: cells.read('email', emailOf),
    url: cells.read('url', urlOf),
  };
}

type Times = Pick<ImportedFields, 'weekdays' | 'hours' | 'hoursNote' | 'closedNote'>;

function timesIn(cells: Cells): Times {
  const opens = clean(cells.text('opensAt'));
  const closes = clean(cells.text('closesAt'));
  const opening = openingOf(opens, closes, cells.about(opens === '' ? 'closesAt' : 'opensAt'));
  const byDay = hoursByDay(cells);
  const hours: readonly ImportedHours[] = [...onDays(opening, null), ...byDay];
  const unread = opening.length === 0 && /\d/.test(`${opens}${closes}`) ? `${opens}〜${closes}` : null;
  const notes = [unread, cells.joined('hoursNote')].filter((note) => note !== null);
  return {
    weekdays: cells.read('weekdays', weekdaysOf) ?? weekdaysFrom(byDay),
    hours: hours.length === 0 ? null : hours,
    hoursNote: notes.length === 0 ? null : notes.join('\n'),
    closedNote: cells.words('closedNote'),
  };
}

const DAY_COLUMNS: readonly (readonly [string, readonly Weekday[]])[] = [
  ['hoursWeekdays', ['mon', 'tue', 'wed', 'thu', 'fri']],
  ['hoursSaturday', ['sat']],
  ['hoursSunday', ['sun']],
  ['hoursHoliday', ['holiday']],
];

const hoursByDay = (cells: Cells): readonly ImportedHours[] =>
  DAY_COLUMNS.flatMap(([field, days]) => onDays(cells.read(field, spansOf), days));

function weekdaysFrom(hours: readonly ImportedHours[]): ImportedWeekdays | null {
  if (hours.length === 0) return null;
  const days = [...new Set(hours.flatMap((span) => span.days ?? []))];
  return { days, raw: hours.map(({ from, to, days: on }) => `${on?.join('・')} ${from}-${to}`).join(' ') };
}

const WORDS = Object.entries(accessibility.words);

function accessibilityIn(cells: Cells): readonly string[] {
  const columns = cells
    .fieldsBeginningWith('access:')
    .filter((field) => saysYes(cells.text(field)))
    .map((field) => field.slice('access:'.length));
  const text = plain(cells.text('barrierFree'));
  const words = text === '' ? [] : WORDS.filter(([word]) => text.includes(word)).map(([, code]) => code);
  return [...new Set([...columns, ...words])].sort();
}
