import { randomUUID } from 'node:crypto';
import { conflict } from '#libs/kernel';
import { findRow, insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { refuseWordsIn } from '../domain/conference';
import type { Recipient } from '../domain/share';
import { OPEN_PLAN_STATES } from '../domain/support-plan';
import { findCase } from './cases.store';
import { MULTILAYERED } from './conference-kinds';
import { insertPaper } from './conference-papers.store';
import { DisclosureEntity } from './disclosure.entity';
import { MultilayeredConferenceEntity, MultilayeredConferenceItemEntity } from './multilayered-conference.entity';
import { insertNote } from './notes.store';
import { findPerson } from './persons.store';
import { TransferredWordsEntity } from './support-conference.entity';
import { findPlanHead } from './support-plans.store';

export type TargetKind = 'note' | 'plan' | 'multilayered_item' | 'matching' | 'host';

/** Where something goes: whom it is about, and to whom it is given, on which scope where consent is the ground. */
export interface Target {
  readonly personRef: string | null;
  readonly caseRef: string | null;
  readonly recipient: Recipient;
  readonly scope: string;
}

/** What is carried over; the copy is marked with the share. */
export interface Carried {
  readonly personRef: string;
  readonly targetId: string;
  readonly words: string;
  readonly shareId: string;
  readonly by: string;
  readonly now: Date;
}

/** A way out of the support conference: where it leads, and how the copy is put there. */
interface Way {
  readonly find: (db: EntityManager, targetId: string) => Promise<Target>;
  readonly put: (db: EntityManager, carried: Carried) => Promise<void>;
}

const closed = () => conflict('transfer.target-closed', 'Nothing is added there any more.');

async function findItemTarget(db: EntityManager, itemId: string): Promise<Target> {
  const item = await findRow(db, MultilayeredConferenceItemEntity, itemId, 'conference-item');
  const conference = await findRow(db, MultilayeredConferenceEntity, item.conferenceId, 'conference');
  if (item.state !== 'ON') throw closed();
  refuseWordsIn(conference.state, 'material');
  const { personRef, caseRef } = item;
  return {
    ...{ personRef, caseRef, scope: 'multilayered_conference' },
    recipient: { kind: 'conference', id: conference.id },
  };
}

async function findHostTarget(db: EntityManager, proposalId: string): Promise<Target> {
  const { personRef, orgId, state } = await findRow(db, DisclosureEntity, proposalId, 'disclosure');
  if (state !== 'OPEN') throw closed();
  return { personRef, caseRef: null, scope: 'provider_disclosure', recipient: { kind: 'host', id: orgId } };
}

async function findPlanTarget(db: EntityManager, planId: string): Promise<Target> {
  const { personRef, caseRef, state } = await findPlanHead(db, planId);
  if (!OPEN_PLAN_STATES.includes(state)) throw closed();
  return { personRef, caseRef, scope: 'multilayered_conference', recipient: { kind: 'plan', id: planId } };
}

const copyFor =
  (targetKind: TargetKind): Way['put'] =>
  (db, { personRef, targetId, words, shareId, now }) =>
    insertRow(db, TransferredWordsEntity, {
      ...{ id: randomUUID(), targetKind, targetId, personRef, words, originShareId: shareId, transferredAt: now },
    });

export const WAYS: Readonly<Record<TargetKind, Way>> = {
  note: {
    find: async (db, caseRef) => {
      const { personRef } = await findCase(db, caseRef);
      return { personRef, caseRef, scope: 'intake_record', recipient: { kind: 'plan', id: caseRef } };
    },
    put: (db, { targetId, words, shareId, by, now }) =>
      insertNote(db, {
        ...{ id: randomUUID(), version: 1, caseRef: targetId, kind: 'from_conference', text: words },
        ...{ writtenBy: by, writtenAt: now, originShareId: shareId },
      }),
  },
  plan: { find: findPlanTarget, put: copyFor('plan') },
  multilayered_item: {
    find: findItemTarget,
    put: async (db, { targetId, words, shareId, by, now }) => {
      const paper = { itemId: targetId, kind: 'material', words, writtenBy: by, writtenAt: now };
      await insertPaper(db, MULTILAYERED, { ...paper, originShareId: shareId });
    },
  },
  /** Matching holds no words: what goes there are codes, put into the person's facts. */
  matching: {
    find: async (db, personRef) => {
      await findPerson(db, personRef);
      const scope = 'participation_matching';
      return { personRef, caseRef: null, scope, recipient: { kind: 'plan', id: personRef } };
    },
    put: () => Promise.resolve(),
  },
  host: { find: findHostTarget, put: copyFor('host') },
};
