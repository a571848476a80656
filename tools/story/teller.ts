const FULL_WIDTH = 47;
const NAME_COLUMNS = 14;

/** Tells the story in Japanese, line by line: when, who, what. */
export class Teller {
  constructor(private readonly say: (line: string) => void) {}

  title(text: string): void {
    this.say('');
    this.say(text);
  }

  scene(day: string, what: string): void {
    this.say(`■ ${inEra(day)} ${what}`);
  }

  /** What somebody does. Long text goes on below. */
  act(who: string, what: string): void {
    const [first = '', ...rest] = wrapped(what);
    this.say(`  ${who}${' '.repeat(Math.max(0, NAME_COLUMNS - columnsOf(who)))}${first}`);
    for (const line of rest) this.say(`  ${' '.repeat(NAME_COLUMNS)}${line}`);
  }
}

/** Columns of a terminal: Japanese characters take two. */
const columnsOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x100 ? 1 : 2), 0);

const ERA = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'UTC' });

/** 令和8年11月20日(金). */
function inEra(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${ERA.format(date)}(${WEEKDAY.format(date)})`;
}

/** Breaks behind a sentence where one fits, else anywhere but before a closing mark. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== '';) {
    const end = lineEnd(rest);
    lines.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return lines;
}

function lineEnd(text: string): number {
  if (text.length <= FULL_WIDTH) return text.length;
  const sentence = text.lastIndexOf('。', FULL_WIDTH - 1) + 1;
  if (sentence > FULL_WIDTH / 2) return sentence;
  const comma = text.lastIndexOf('、', FULL_WIDTH - 1) + 1;
  if (comma > FULL_WIDTH / 2) return comma;
  return '。、」)』'.includes(text.charAt(FULL_WIDTH)) ? FULL_WIDTH + 1 : FULL_WIDTH;
}
