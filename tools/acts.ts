import type { Acted, Api } from './api';

/** Steps that every case takes, through the public API. */

export interface Term {
  readonly scope: string;
  readonly orgIds?: readonly string[];
}

/** The rules on personal data are explained, then the person agrees to these terms. */
export async function agree(worker: Api, personRef: string, terms: readonly Term[], today: string): Promise<Acted> {
  const path = `/persons/${personRef}/consent`;
  await worker.post(`${path}/explanation`, { explainedOn: today, policyVersion: '1', method: 'spoken' });
  return worker.post(`${path}/grant`, { terms, method: 'spoken', personWords: 'はい' });
}

/** A consultation that ends in support by one organisation alone; gives the caseRef. */
export async function supportedCase(worker: Api, personRef: string, today: string): Promise<string> {
  const { id: caseRef } = await worker.post('/consultations', {
    receivedOn: today,
    channel: 'phone',
    chiefComplaint: '参加支援の相談',
    urgency: 'normal',
    consentState: 'granted',
    personRef,
  });
  await worker.post(`/cases/${caseRef}/triage`, { fields: ['other'], result: 'continuing' });
  await worker.post(`/cases/${caseRef}/assessment-start`);
  await worker.post(`/cases/${caseRef}/single-support`);
  return caseRef;
}

export interface Plan {
  readonly goal: string;
  readonly wishes: string;
  /** What the person said to it. */
  readonly personWords: string;
}

/** A participation plan that the person confirmed; gives the planId. */
export async function confirmedPlan(
  worker: Api,
  subject: { readonly caseRef: string; readonly personRef: string },
  { goal, wishes, personWords }: Plan,
  today: string,
): Promise<string> {
  const { caseRef, personRef } = subject;
  const plan = await worker.post(`/cases/${caseRef}/participation-plans`, { personRef, goal, wishes });
  await worker.post(`/participation-plans/${plan.id}/confirmation`, {
    confirmedOn: today,
    method: 'spoken',
    personWords,
  });
  return plan.id;
}

/** A match request that was taken on, ready to search; gives its id. */
export async function acceptedRequest(
  worker: Api,
  subject: { readonly caseRef: string; readonly personRef: string; readonly planId: string },
  need: object,
): Promise<string> {
  const { caseRef, personRef, planId } = subject;
  const { id } = await worker.post('/match-requests', { caseRef, personRef, planId, need });
  await worker.post(`/match-requests/${id}/acceptance`);
  return id;
}
