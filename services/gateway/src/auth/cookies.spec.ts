import { cookiesFor, cookieValues } from './cookies';

describe('cookies', () => {
  it('are for this host and https alone, and for no script', () => {
    const cookies = cookiesFor(true);
    expect(cookies.setSession('s')).toBe('__Host-tsunagi=s; Path=/; HttpOnly; Secure; SameSite=Strict');
    expect(cookies.setAttempt('a')).toBe(
      '__Host-tsunagi-sign-in=a; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600',
    );
    expect(cookies.clear(cookies.session)).toBe(
      '__Host-tsunagi=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0',
    );
  });

  it('have another name where http is plain: the browser would refuse the first', () => {
    expect(cookiesFor(false).setSession('s')).toBe('tsunagi=s; Path=/; HttpOnly; SameSite=Strict');
  });

  it('are read by their whole name, each time that they are there', () => {
    expect(cookieValues('tsunagi-sign-in=x; tsunagi=1; xtsunagi=2;tsunagi=3', 'tsunagi')).toEqual(['1', '3']);
    expect(cookieValues('tsunagi', 'tsunagi')).toEqual([]);
    expect(cookieValues(undefined, 'tsunagi')).toEqual([]);
  });
});
