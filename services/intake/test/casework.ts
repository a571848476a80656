import { randomUUID } from 'node:crypto';
import { FillFormV1, type FormValue, WriteNoteV1 } from '#libs/contracts';
import type { Story } from './fixtures';

/** A worker's id that nobody else has in this run. */
export const aSub = (): string => `worker-${randomUUID().slice(0, 8)}`;

export async function note(story: Story, caseRef: string, text: string): Promise<string> {
  return (await story.world.ask(WriteNoteV1, { caseRef, kind: 'visit', text }, story.worker)).id;
}

export async function assessmentForm(story: Story, caseRef: string, answers: FormValue[]): Promise<string> {
  return (await story.world.ask(FillFormV1, { caseRef, kind: 'assessment', answers }, story.worker)).id;
}
