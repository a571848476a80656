/** Name of the flow that people at browsers go through. */
export const TWO_FACTOR_FLOW = 'tsunagi browser';

const FORMS = 'tsunagi browser forms';
/** `amr` holds a method for as long as Keycloak would take the person for signed in by it. Seconds. */
const METHOD_LASTS = '43200';

const step = (authenticator: string, requirement: 'ALTERNATIVE' | 'REQUIRED', priority: number, config?: string) => ({
  authenticator,
  authenticatorFlow: false,
  requirement,
  priority,
  userSetupAllowed: false,
  ...(config !== undefined && { authenticatorConfig: config }),
});

/**
 * Password and then a code, of everybody: whoever has no second factor yet sets it up at the first sign-in. A session
 * that Keycloak still has is no way around it, because the gateway asks for a new authentication each time.
 */
export const TWO_FACTOR_FLOWS = [
  {
    alias: TWO_FACTOR_FLOW,
    description: 'Password and one-time code',
    providerId: 'basic-flow',
    topLevel: true,
    builtIn: false,
    authenticationExecutions: [
      step('auth-cookie', 'ALTERNATIVE', 10),
      {
        authenticatorFlow: true,
        flowAlias: FORMS,
        requirement: 'ALTERNATIVE',
        priority: 20,
        userSetupAllowed: false,
      },
    ],
  },
  {
    alias: FORMS,
    description: 'Both, one after the other',
    providerId: 'basic-flow',
    topLevel: false,
    builtIn: false,
    authenticationExecutions: [
      step('auth-username-password-form', 'REQUIRED', 10, 'method pwd'),
      step('auth-otp-form', 'REQUIRED', 20, 'method otp'),
    ],
  },
];

/** What `amr` says of a step. */
export const METHOD_NAMES = ['pwd', 'otp'].map((method) => ({
  alias: `method ${method}`,
  config: { 'default.reference.value': method, 'default.reference.maxAge': METHOD_LASTS },
}));
