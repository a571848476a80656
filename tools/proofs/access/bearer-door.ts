import { randomUUID } from 'node:crypto';
import type { RunningSystem } from '../../running-system';
import { complaintAbout } from '../complaint';
import { CONSULTATION, CONSULTATIONS } from '../consultation';
import { type Forgery, forgeriesOf } from './forgeries';
import type { Mint } from './mint';

const READ = '/api/v1/cases';
const CODES = ['token.invalid', 'token.expired', 'header.too-large'];

/** What only the gateway's door can get wrong: it must not take what services say among themselves. */
function forBearers(mint: Mint, actorToken: string): readonly Forgery[] {
  const token = (change: object): string => mint.token('CSW', { ...change });
  return [
    { name: 'the role of a service', token: mint.token('SYSTEM') },
    { name: 'an actor token of the gateway', token: actorToken },
    { name: 'a subject that is a service', token: token({ sub: 'system:intake' }) },
    { name: 'a subject with a line break', token: token({ sub: 'a\nb' }) },
    { name: 'a subject that is a list', token: token({ sub: ['a'] }) },
    { name: 'a municipality that is a number', token: token({ tenant: 990_019 }) },
  ];
}

export const bearerForgeries = (mint: Mint, actorToken: string, elsewhere: string): readonly Forgery[] => [
  ...forgeriesOf({
    signer: mint.signer,
    claims: mint.claims('CSW'),
    elsewhere: { audience: 'another-api', tenant: elsewhere },
  }),
  ...forBearers(mint, actorToken),
];

/** Offers a token to a read and to a write, and says what was wrong with the answers. */
export async function offer(system: RunningSystem, { name, token }: Forgery): Promise<readonly string[]> {
  const asked = [send(system, token), send(system, token, CONSULTATION)];
  const answers = await Promise.all(asked);
  return answers.flatMap((complaint) => (complaint === undefined ? [] : [`the gateway and ${name}: ${complaint}`]));
}

async function send(system: RunningSystem, token: string, body?: object): Promise<string | undefined> {
  const answer = await fetch(`${system.baseUrl}${body ? CONSULTATIONS : READ}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const { status } = answer;
  const complaint = complaintAbout({ status, type: answer.headers.get('content-type') ?? '', text });
  if (complaint !== undefined) return complaint;
  const { code = '' } = JSON.parse(text) as { readonly code?: string };
  return CODES.includes(code) && [401, 431].includes(status) ? undefined : `${status} ${code}`;
}
