import { SetMetadata } from '@nestjs/common';

export const OWN_SESSION = 'tsunagi:own-session';

/**
 * A route about the caller's own sign-in: it is open without a second factor, so that one learns what is missing,
 * and asking when a session ends does not put its end off.
 */
export const AboutOwnSession = (): MethodDecorator & ClassDecorator => SetMetadata(OWN_SESSION, true);
