import { localDay } from '#libs/kernel';
import { agree, confirmedPlan, supportedCase } from '../acts';
import { readClock } from '../clock';
import { People } from '../people';
import type { RunningSystem } from '../running-system';

export interface Subject {
  readonly personRef: string;
  readonly caseRef: string;
  readonly planId: string;
}

/** Somebody who agreed to matching, with a plan that they confirmed. */
export async function aSeeker(
  system: RunningSystem,
  searchPoint: { readonly lat: number; readonly lng: number },
): Promise<Subject> {
  const csw = new People(system).as('CSW');
  const today = localDay(await readClock(system.databases, system.tenant));
  const { id: personRef } = await csw.post('/persons', {
    ...{ name: '架空 花子', kana: 'かくう はなこ', birthDate: '1980-05-05', gender: 'female', phone: '000-0000-0000' },
    ...{ languages: ['ja'], strengths: ['repair'], interests: ['machine'], avoid: [], accessibility: [] },
    ...{ searchPoint, safetyAsked: true },
  });
  const terms = ['intake_record', 'participation_matching', 'anonymous_inquiry'].map((scope) => ({ scope }));
  await agree(csw, personRef, terms, today);
  const caseRef = await supportedCase(csw, personRef, today);
  const plan = { goal: '役割を持つ', wishes: '週に一度', personWords: 'やってみる' };
  const planId = await confirmedPlan(csw, { caseRef, personRef }, plan, today);
  return { personRef, caseRef, planId };
}
