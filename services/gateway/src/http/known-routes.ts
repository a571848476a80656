interface Known {
  readonly parts: readonly string[];
  readonly methods: readonly string[];
}

/** Which methods a path is known with: tells a wrong method (405) from a wrong path (404). */
export class KnownRoutes {
  private readonly known: Known[] = [];

  add(pattern: string, methods: readonly string[]): void {
    if (!pattern.includes('*')) this.known.push({ parts: pattern.split('/'), methods });
  }

  methodsAt(url: string): readonly string[] {
    const parts = (url.split('?')[0] ?? '').split('/');
    const found = this.known.filter((known) => fits(known.parts, parts)).flatMap(({ methods }) => methods);
    return [...new Set(found)].sort();
  }
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]));
