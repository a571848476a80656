import { readSignIn } from './config';

const read = (url: string | undefined, mode: 'production' | 'development' = 'production', more: object = {}) =>
  readSignIn({ TSUNAGI_PUBLIC_URL: url, ...more }, mode);

describe('the address that browsers use', () => {
  it('is https; http is for the own machine', () => {
    expect(read('https://tsunagi.example.lg.jp/').publicUrl).toBe('https://tsunagi.example.lg.jp');
    expect(read('http://localhost:3000').publicUrl).toBe('http://localhost:3000');
    for (const url of [
      'http://tsunagi.example.lg.jp',
      'http://192.168.0.4:3000',
      'ftp://localhost',
      'localhost:3000',
    ]) {
      expect(() => read(url)).toThrow(/TSUNAGI_PUBLIC_URL must be https/);
    }
    for (const url of ['https://x.example/tsunagi', 'https://a@x.example', 'x']) {
      expect(() => read(url)).toThrow(/scheme, host and port only/);
    }
    expect(() => read(undefined)).toThrow(/TSUNAGI_PUBLIC_URL is missing/);
  });

  it('decides about the cookies: plain ones are never of production', () => {
    expect(read('http://localhost:3000', 'production').secureCookies).toBe(true);
    expect(read('https://x.example', 'development').secureCookies).toBe(true);
    expect(read('http://localhost:3000', 'development').secureCookies).toBe(false);
  });
});
