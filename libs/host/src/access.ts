import { SetMetadata } from '@nestjs/common';
import type { Role } from '#libs/kernel';

export const ALLOW = 'tsunagi:allow';
export const PUBLIC = 'tsunagi:public';

/** Who may use a route. Every route carries this or `@Public()`; a test fails otherwise. */
export const Allow = (...roles: readonly Role[]): MethodDecorator & ClassDecorator => SetMetadata(ALLOW, roles);

/** A route for everybody, signed in or not. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
