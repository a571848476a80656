import type { ProblemCode } from '../../domain/imports/problems';

/** Longest object, in characters. */
const OBJECT_LIMIT = 4_194_304;

export interface JsonText {
  readonly line: number;
  readonly lines: number;
  readonly text: string;
  readonly broken: ProblemCode | null;
}

/**
 * Cuts a JSON text into its outermost objects without holding the whole of it: the elements of an array, or one
 * document after another. What stands between objects and is no separator is given as broken.
 */
export class JsonSplitter {
  private kept: string[] = [];
  private length = 0;
  private depth = 0;
  private isArray = false;
  private inString = false;
  private isEscaped = false;
  private isStray = false;
  private line = 1;
  private began = 1;

  *push(text: string, final: boolean): Generator<JsonText> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const step = this.step(text[at] ?? '');
      if (step === 'inside') continue;
      if (step === 'end') {
        this.keep(text.slice(from, at + 1));
        yield this.given(null);
      }
      from = at + 1;
    }
    if (this.depth > 0 || this.isStray) this.keep(text.slice(from));
    if (final && this.isUnfinished()) yield this.given('json.cut');
  }

  private isUnfinished(): boolean {
    return this.length > 0 || this.isArray;
  }

  /** `between` = belongs to no object, `end` = the object ends here. */
  private step(character: string): 'inside' | 'between' | 'end' {
    this.line += Number(character === '\n');
    if (this.inString) return this.inText(character);
    if (this.isStray) return this.inStray(character);
    if (this.depth === 0) return this.outside(character);
    if (character === '"') this.inString = true;
    else if (character === '{' || character === '[') this.depth += 1;
    else if (character === '}' || character === ']') this.depth -= 1;
    return this.depth === 0 ? 'end' : 'inside';
  }

  private inText(character: string): 'inside' {
    if (this.isEscaped) this.isEscaped = false;
    else if (character === '\\') this.isEscaped = true;
    else if (character === '"') this.inString = false;
    return 'inside';
  }

  /** What is no object reaches to the next comma or the end of its line. */
  private inStray(character: string): 'inside' | 'end' {
    this.isStray = character !== ',' && character !== '\n';
    return this.isStray ? 'inside' : 'end';
  }

  private outside(character: string): 'inside' | 'between' {
    if (isSpace(character) || character === ',') return 'between';
    if (character === (this.isArray ? ']' : '[')) {
      this.isArray = !this.isArray;
      return 'between';
    }
    this.began = this.line;
    if (character === '{' || character === '[') this.depth = 1;
    else this.isStray = true;
    return 'inside';
  }

  private keep(piece: string): void {
    this.length += piece.length;
    if (this.length <= OBJECT_LIMIT) this.kept.push(piece);
  }

  private given(broken: ProblemCode | null): JsonText {
    const text = this.kept.join('');
    const why = this.length > OBJECT_LIMIT ? 'json.too-large' : broken;
    this.kept = [];
    this.length = 0;
    return { line: this.began, lines: this.line - this.began + 1, text, broken: why };
  }
}

const isSpace = (character: string): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t' || character === '\ufeff';

/** NDJSON: one object per line, so that a broken one costs its line only. Empty lines are given with empty text. */
export class LineSplitter {
  private readonly kept: string[] = [];
  private length = 0;
  private line = 1;

  *push(text: string, final: boolean): Generator<JsonText> {
    const lines = text.split('\n');
    for (const [at, piece] of lines.entries()) {
      this.length += piece.length;
      if (this.length <= OBJECT_LIMIT) this.kept.push(piece);
      if (at < lines.length - 1) yield this.given();
    }
    if (final && this.length > 0) yield this.given();
  }

  private given(): JsonText {
    const text = this.kept.splice(0).join('').trim();
    const broken = this.length > OBJECT_LIMIT ? 'json.too-large' : null;
    this.length = 0;
    this.line += 1;
    return { line: this.line - 1, lines: 1, text, broken };
  }
}
