import { isUuid, type ServiceName, SERVICES } from '#libs/kernel';
import names from './sight-names.json';

/** Classes of fields that an answer can show of a person. */
export type FieldClass = keyof typeof names.fields;

/** What a request named and an answer showed: whom it was about, and which kinds of fields. Neither values nor texts. */
export interface Sight {
  /** Ids of persons and of what belongs to them, each once, as they came. */
  readonly subjects: readonly string[];
  readonly fields: readonly FieldClass[];
}

/** Ids kept of one answer: a page has at most 100 rows, with a few ids each. */
const SUBJECTS_MOST = 500;

/** Where all that has an id belongs to some person or case, `id` is one of theirs, too. */
const subjectsOf = (service: ServiceName): ReadonlySet<string> =>
  new Set(names.servicesWhoseIdsArePeoples.includes(service) ? [...names.subjects, 'id'] : names.subjects);
const SUBJECTS = new Map(SERVICES.map((service) => [service, subjectsOf(service)]));
const CLASS_OF = new Map(
  Object.entries(names.fields).flatMap(([kind, fields]) => fields.map((field) => [field, kind as FieldClass] as const)),
);

/** `answer` undefined: it was refused, nothing was shown. */
export function sightOf(service: ServiceName, input: object, answer: object | undefined): Sight {
  const wanted = SUBJECTS.get(service) ?? new Set();
  const subjects = new Set<string>();
  const fields = new Set<FieldClass>();
  const note = (name: string, value: unknown): void => {
    if (wanted.has(name)) for (const id of idsIn(value)) subjects.add(id);
  };
  look(input, note);
  if (answer !== undefined) {
    look(answer, (name, value) => {
      note(name, value);
      const kind = CLASS_OF.get(name);
      if (kind !== undefined && says(value)) fields.add(kind);
    });
  }
  return { subjects: [...subjects].slice(0, SUBJECTS_MOST), fields: [...fields].sort() };
}

function look(value: unknown, see: (name: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const one of value) look(one, see);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      see(name, inner);
      look(inner, see);
    }
  }
}

const idsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
    (id): id is string => typeof id === 'string' && isUuid(id),
  );

/** Null, nothing and an empty list say nothing. */
const says = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
