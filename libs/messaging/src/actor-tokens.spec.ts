import { type Actor, type ServiceName, systemActor } from '#libs/kernel';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { ActorTokens } from './actor-tokens';

const worker: Actor = { sub: 'u1', roles: ['CSW'], orgId: null, tenant: '990019' };
const keys = new Map<ServiceName, { readonly secret: JWK; readonly shown: JWK }>();

beforeAll(async () => {
  for (const service of ['gateway', 'intake', 'matching'] as const) {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const about = { kid: service, alg: 'EdDSA' };
    keys.set(service, {
      secret: { ...(await exportJWK(privateKey)), ...about },
      shown: { ...(await exportJWK(publicKey)), ...about },
    });
  }
});

const secretOf = (service: ServiceName): JWK => keys.get(service)?.secret ?? {};
const tokensOf = (service: ServiceName): Promise<ActorTokens> =>
  ActorTokens.create(service, secretOf(service), { keys: [...keys.values()].map(({ shown }) => shown) });

const forge = async (change: {
  readonly kid?: string;
  readonly by?: ServiceName;
  readonly audience?: string;
  readonly typ?: string;
  readonly expires?: string;
  readonly subject?: string;
  readonly claims?: object;
}): Promise<string> => {
  const kid = change.kid ?? 'gateway';
  const audience = change.audience ?? 'intake';
  return new SignJWT({ aud: audience, roles: ['CSW'], org: null, tenant: '990019', ...change.claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: change.typ ?? 'tsunagi-actor+jwt', kid })
    .setIssuer(kid)
    .setSubject(change.subject ?? 'u1')
    .setJti('j')
    .setIssuedAt()
    .setExpirationTime(change.expires ?? '60s')
    .sign(await importJWK(secretOf(change.by ?? 'gateway'), 'EdDSA'));
};

/** Matching, which may say this for itself. */
const itself = { kid: 'matching', by: 'matching', subject: 'system:matching', claims: { roles: ['SYSTEM'] } } as const;

describe('an actor token', () => {
  it('says to its audience on whose behalf the gateway asks', async () => {
    const token = await (await tokensOf('gateway')).sign(worker, 'intake');
    expect(await (await tokensOf('intake')).verify(token)).toMatchObject(worker);
  });

  it('lets a service speak for SYSTEM', async () => {
    const token = await (await tokensOf('matching')).sign(systemActor('matching', '990019'), 'intake');
    expect(await (await tokensOf('intake')).verify(token)).toMatchObject({ roles: ['SYSTEM'], tenant: '990019' });
  });

  it.each([
    ['for another service', () => forge({ audience: 'community' })],
    ['of a service that speaks for a person', () => forge({ kid: 'matching', by: 'matching' })],
    ['signed with another key than it says', () => forge({ kid: 'gateway', by: 'matching' })],
    ['of an unknown key', () => forge({ kid: 'somebody' })],
    ['of another type', () => forge({ typ: 'JWT' })],
    ['that has ended', () => forge({ expires: '-10s' })],
    ['without a municipality', () => forge({ claims: { tenant: undefined } })],
    ['without a known role', () => forge({ claims: { roles: ['MAYOR'] } })],
    ['for two services', () => forge({ claims: { aud: ['intake', 'community'] } })],
    ['that lasts for an hour', () => forge({ expires: '1h' })],
    ['for a municipality of another form', () => forge({ claims: { tenant: "990019' OR '1" } })],
    ['for an organisation of another form', () => forge({ claims: { org: { id: 'x' } } })],
    ['of a person who is SYSTEM too', () => forge({ claims: { roles: ['CSW', 'SYSTEM'] } })],
    ['of a person under the id of a service', () => forge({ subject: 'system:gateway' })],
    ['of SYSTEM under the id of a person', () => forge({ claims: { roles: ['SYSTEM'] } })],
    ['of a service that speaks for another one', () => forge({ ...itself, subject: 'system:gateway' })],
    ['of a service for an organisation', () => forge({ ...itself, claims: { roles: ['SYSTEM'], org: 'o1' } })],
    ['of a service with one more role', () => forge({ ...itself, claims: { roles: ['SYSTEM', 'ROOT'] } })],
    ['without a signature', () => Promise.resolve(new UnsecuredJWT({ roles: ['CSW'], tenant: '990019' }).encode())],
    ['that is none', () => Promise.resolve('x.y.z')],
  ])('%s is refused', async (_, token) => {
    await expect((await tokensOf('intake')).verify(await token())).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'actor.refused',
    });
  });
});
