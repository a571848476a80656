import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Allow, Public } from '#libs/host';
import { AccessGuard } from './access.guard';
import { cookiesFor } from './cookies';
import { Credentials } from './credentials';
import type { Revocations } from './revocations';
import type { Sessions } from './sessions';
import { TokenVerifier } from './token-verifier';

class Routes {
  @Public() open(): void {}
  @Allow('OPS') closed(): void {}
  forgotten(): void {}
}

const tokens = new TokenVerifier({
  issuer: 'http://127.0.0.1:1',
  audience: 'x',
  algorithm: 'RS256',
  maxTokenAgeS: 60,
  jwksUrl: undefined,
});
const credentials = new Credentials(tokens, {} as Sessions, { revoked: () => false } as unknown as Revocations, {
  origin: 'http://localhost:3000',
  cookies: cookiesFor(true),
});
const guard = new AccessGuard(new Reflector(), credentials);
const enter = (route: keyof Routes, type = 'http'): Promise<boolean> =>
  guard.canActivate({
    getType: () => type,
    getHandler: () => Reflect.get(Routes.prototype, route) as unknown,
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => ({ method: 'GET', headers: {} }) }),
  } as unknown as ExecutionContext);

describe('the guard', () => {
  it('refuses a route that says nothing, whoever comes', async () => {
    await expect(enter('forgotten')).rejects.toMatchObject({ code: 'route.unguarded', kind: 'forbidden' });
  });

  it('lets everybody use what is public, and nobody else without a token', async () => {
    await expect(enter('open')).resolves.toBe(true);
    await expect(enter('closed')).rejects.toMatchObject({ code: 'token.missing', status: 401 });
  });

  it('leaves requests over the bus to the door that verifies actor tokens', async () => {
    await expect(enter('closed', 'rpc')).resolves.toBe(true);
  });
});
