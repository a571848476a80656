import { ROLES } from '#libs/kernel';
import { decodeJwt, type JSONWebKeySet } from 'jose';
import { readJson } from '../../embedded/files';
import { ensureKeys } from '../../embedded/keys';
import type { RunningSystem } from '../../running-system';
import { keysFolder } from '../../state';
import { type Claims, Signer } from './signer';

const PROVIDER_KEY = 'oidc-rs256';
const LASTS_S = 3_000;
const KEPT_MS = 300_000;
const WHO = 'access-proof';

/** Everybody's access tokens, signed with the provider's own key: only the claims that are meant to be wrong are. */
export class Mint {
  private readonly made = new Map<string, { readonly token: string; readonly until: number }>();

  private constructor(
    readonly signer: Signer,
    private readonly templates: ReadonlyMap<string, Claims>,
  ) {}

  static async of(system: RunningSystem): Promise<Mint> {
    const { files } = ensureKeys(keysFolder(system.dataDir));
    const key = readJson<JSONWebKeySet>(files.oidc)?.keys.find(({ kid }) => kid === PROVIDER_KEY);
    if (!key) throw new Error('The provider has lost its key.');
    const people = ROLES.filter((role) => role !== 'SYSTEM');
    const claims = await Promise.all(people.map((role) => system.token(role, { as: WHO }).then(decodeJwt)));
    const templates = new Map(people.map((role, index) => [role as string, claims[index] as Claims]));
    return new Mint(new Signer('RS256', 'at+jwt', PROVIDER_KEY, key), templates);
  }

  /** What the provider says of somebody of this role now; of a role that it does not know, what it says of a worker. */
  claims(role: string, change: Claims = {}): Claims {
    const now = Math.floor(Date.now() / 1000);
    const template = this.templates.get(role) ?? this.templates.get('CSW');
    return { ...template, roles: [role], iat: now, exp: now + LASTS_S, ...change };
  }

  /** The same one for a while: signing costs more than asking. */
  token(role: string, change: Claims = {}): string {
    const key = `${role} ${JSON.stringify(change)}`;
    const known = this.made.get(key);
    if (known && known.until > Date.now()) return known.token;
    const token = this.signer.sign(this.claims(role, change));
    this.made.set(key, { token, until: Date.now() + KEPT_MS });
    return token;
  }
}
