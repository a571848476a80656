import type { FastifyHelmetOptions } from '@fastify/helmet';

const SELF = ["'self'"];
const NOBODY = ["'none'"];

/** Nothing from elsewhere, nowhere else to go, in nobody's frame. */
export const SECURITY_HEADERS: FastifyHelmetOptions = {
  global: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NOBODY,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: ["'self'", 'data:'],
      connectSrc: SELF,
      formAction: SELF,
      frameAncestors: NOBODY,
      baseUri: NOBODY,
    },
  },
  crossOriginEmbedderPolicy: true,
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
};
