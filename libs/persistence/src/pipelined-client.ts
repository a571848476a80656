import { Client } from 'pg';
import type { Duplex } from 'node:stream';

/** Statements that get a name. More than these are lists of changing length, and not worth keeping a plan for. */
const KEPT = 500;
const names = new Map<string, string>();

/**
 * A connection that prepares each statement once and sends what is asked for in one turn of the loop
 * in one packet: parsing, planning and system calls cost more than most of our statements.
 */
export class PipelinedClient extends Client {
  private held = false;

  constructor(config: ConstructorParameters<typeof Client>[0]) {
    super(config);
    // Whoever waits for an answer hears of a lost connection by it; without a listener it would end the process.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...given: readonly unknown[]) => unknown;
    const query = (first: unknown, values?: unknown, ...rest: readonly unknown[]): unknown => {
      this.hold();
      if (typeof first !== 'string' || !Array.isArray(values) || values.length === 0)
        return send(first, values, ...rest);
      return send({ text: first, values: values as readonly unknown[], ...nameOf(first) }, ...rest);
    };
    this.query = query as Client['query'];
  }

  private hold(): void {
    if (this.held) return;
    this.held = true;
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Duplex } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.held = false;
      stream.uncork();
    });
  }
}

/** The same text has the same name on every connection. */
function nameOf(text: string): { readonly name?: string } {
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size >= KEPT) return {};
  const name = `s${names.size}`;
  names.set(text, name);
  return { name };
}
