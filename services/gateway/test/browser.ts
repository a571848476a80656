import type { Answer } from './world';
import type { Problem } from '../src/http/problem';
import { PUBLIC_URL } from './world';

/** The header that our own pages send, and what a browser adds to it. */
export const OWN_PAGE = { 'x-tsunagi-console': '1', origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' };

interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
}

interface SigningIn {
  readonly to?: string;
  /** Leaves the second factor out. */
  readonly single?: boolean;
  /** What somebody on the way changes in the address of the provider. */
  readonly change?: (address: URL) => void;
}

/** A person's browser: a jar of cookies per host, and no redirect that is not followed on purpose. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();
  /** Lines of `Set-Cookie` that the gateway sent with its last answer. */
  lastCookies: readonly string[] = [];

  constructor(
    private readonly issuer: string,
    /** Port of the replica that it reaches. */
    public port: number,
  ) {}

  /** A page or route of the gateway. */
  async visit(path: string, visit: Visit = {}): Promise<Answer> {
    const response = await this.fetch('gateway', `http://127.0.0.1:${this.port}${path}`, visit);
    this.lastCookies = response.headers.getSetCookie();
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body, problem: body as Problem };
  }

  cookie(name: string): string | undefined {
    return this.jar('gateway').get(name);
  }

  setCookie(name: string, value: string | undefined): void {
    if (value === undefined) this.jar('gateway').delete(name);
    else this.jar('gateway').set(name, value);
  }

  async signIn(account: string, signing: SigningIn = {}): Promise<Answer> {
    return this.visit(await this.comeBack(account, signing));
  }

  /** Signs in at the provider; gives the path with which the provider sends the browser back. */
  async comeBack(account: string, { to = '/', single = false, change }: SigningIn = {}): Promise<string> {
    const begun = await this.visit(`/auth/sign-in?to=${encodeURIComponent(to)}`);
    const address = new URL(begun.headers.get('location') ?? '');
    change?.(address);
    const form = await this.next(address.href);
    const chosen = new URLSearchParams({ account, ...(single && { single: 'on' }) });
    let next = await this.next(form, { method: 'POST', body: chosen });
    for (let hops = 0; hops < 5 && !next.startsWith(PUBLIC_URL); hops += 1) next = await this.next(next);
    return next.slice(PUBLIC_URL.length);
  }

  private async next(url: string, visit: Visit = {}): Promise<string> {
    const response = await this.fetch('provider', new URL(url, this.issuer).href, visit);
    await response.text();
    return response.headers.get('location') ?? '';
  }

  private async fetch(host: string, url: string, { headers, ...visit }: Visit): Promise<Response> {
    const jar = this.jar(host);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { ...(cookie !== '' && { cookie }), ...headers };
    const response = await fetch(url, { ...visit, redirect: 'manual', headers: sent });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }

  private jar(host: string): Map<string, string> {
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}
