import { foldKana, foldKanaLoosely, foldName, foldVariants, givenPart, isReading } from '#libs/kernel';

/** What a person is called. */
export interface Called {
  readonly name: string;
  readonly kana: string;
  /** Name in daily life, former name, name in Latin letters. */
  readonly alias: string | null;
}

type CalledReason =
  | 'name_same'
  | 'name_variant'
  | 'kana_same'
  | 'kana_similar'
  | 'kana_near'
  | 'alias_same'
  | 'given_same'
  | 'name_differs'
  | 'given_differs'
  | 'called_differs';

/** What speaks for and against one person in what both records call them. */
export function calledReasons(one: Called, other: Called): readonly CalledReason[] {
  const alias = aliasMeets(one, other);
  const name = nameReason(one, other);
  const kana = kanaReason(one.kana, other.kana);
  if (kana === null && name === 'name_differs') return [...otherwiseCalled(one, other, alias)];
  // One letter of a reading is a slip only where the characters agree; otherwise ゆうた and ゆうと are two.
  const slip = kana === 'kana_near' && name === 'name_differs';
  if (slip && !alias) return otherwiseCalled(one, other, alias);
  return [...(name === null ? [] : [name]), ...(kana === null || slip ? [] : [kana]), ...met(alias)];
}

const met = (alias: boolean): readonly CalledReason[] => (alias ? ['alias_same'] : []);

/** Null where one of them is written by its reading only. */
function nameReason(one: Called, other: Called): 'name_same' | 'name_variant' | 'name_differs' | null {
  if (isReading(one.name) || isReading(other.name)) return null;
  if (foldName(one.name) === foldName(other.name)) return 'name_same';
  return foldVariants(one.name) === foldVariants(other.name) ? 'name_variant' : 'name_differs';
}

function kanaReason(one: string, other: string): 'kana_same' | 'kana_similar' | 'kana_near' | null {
  if (foldKana(one) === foldKana(other)) return 'kana_same';
  const loose = [foldKanaLoosely(one), foldKanaLoosely(other)] as const;
  if (loose[0] === loose[1]) return 'kana_similar';
  return oneEditApart(...loose) ? 'kana_near' : null;
}

/** Neither name nor reading agree: another family name, another given name, or both. */
function otherwiseCalled(one: Called, other: Called, alias: boolean): readonly CalledReason[] {
  const given = givenMeets(one.kana, other.kana);
  if (alias) return given === false ? ['alias_same'] : ['alias_same', 'given_same'];
  if (given === true && givenMeets(one.name, other.name) !== false) return ['given_same'];
  return given === false ? ['given_differs'] : ['called_differs'];
}

/** Null where a record does not part family and given name. */
function givenMeets(one: string, other: string): boolean | null {
  const parts = [givenPart(one), givenPart(other)];
  if (parts[0] == null || parts[1] == null) return null;
  return foldVariants(foldKana(parts[0])) === foldVariants(foldKana(parts[1]));
}

/** A former name, a name in daily life or one in Latin letters is what the other record calls the person. */
function aliasMeets(one: Called, other: Called): boolean {
  const others = [other.name, other.kana, ...(other.alias === null ? [] : [other.alias])];
  const mine = [one.name, one.kana];
  return (
    (one.alias !== null && others.some((called) => calledAlike(one.alias ?? '', called))) ||
    (other.alias !== null && mine.some((called) => calledAlike(other.alias ?? '', called)))
  );
}

const calledAlike = (one: string, other: string): boolean => formOf(one) === formOf(other);

/** One form for characters, readings and Latin letters, whose words may stand in another order. */
export function formOf(called: string): string {
  const words = called.normalize('NFKC').trim().split(/\s+/);
  const latin = words.every((word) => /^[\p{Script=Latin}\p{M}.'-]+$/u.test(word));
  return latin ? words.map(foldName).sort().join('') : foldVariants(foldKana(called));
}

/** One letter put in, left out, changed, or two neighbours exchanged. */
export function oneEditApart(one: string, other: string): boolean {
  const [short, long] = [[...one], [...other]].sort((left, right) => left.length - right.length);
  if (short === undefined || long === undefined || long.length - short.length > 1) return false;
  const from = short.findIndex((char, at) => char !== long[at]);
  const at = from === -1 ? short.length : from;
  const rest = (letters: readonly string[], skip: number): string => letters.slice(at + skip).join('');
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  const exchanged = short[at] === long[at + 1] && short[at + 1] === long[at] && rest(short, 2) === rest(long, 2);
  return rest(short, 1) === rest(long, 1) || exchanged;
}
