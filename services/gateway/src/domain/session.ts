import type { Actor } from '#libs/kernel';
import type { Evidence } from './mfa';
import settings from './session-settings.json';

interface SessionSettings {
  /** A session ends so long after its last request (legal-privacy.md 4.3 g). */
  readonly idleMinutes: number;
  /** And so long after the sign-in, whatever happens in it. Expert knowledge: one working day with overtime. */
  readonly absoluteHours: number;
  /** Requests this close together count as one: an idle session may end so much earlier, and never later. */
  readonly noticeSeconds: number;
  /** Sessions of one subject at a time; with one more the oldest ends (4.3 g). */
  readonly perSubject: number;
  /** Whoever has not signed in for so long is let in again only after somebody allowed it (L22). */
  readonly dormantDays: number;
  /** The provider must have asked the person within this time: its own memory of them does not count. */
  readonly authenticationAgeSeconds: number;
  /** From the beginning of a sign-in to its end. */
  readonly attemptSeconds: number;
}

/** The data file beside is the source. */
export const SESSION_SETTINGS: SessionSettings = settings;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface SessionTimes {
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
}

/** A person at a browser, from sign-in on. What it may do was decided when it began. */
export interface Session extends SessionTimes {
  readonly id: string;
  readonly actor: Actor;
  readonly evidence: Evidence;
  /** `iat` of the token that it was opened with. Seconds since 1970, in real time. */
  readonly issuedAt: number;
}

/** Where nobody uses it any more. */
export const idleEnd = ({ lastSeenAt }: SessionTimes): Date =>
  new Date(lastSeenAt.getTime() + SESSION_SETTINGS.idleMinutes * MINUTE);

/** However much it is used. */
export const lastEnd = ({ startedAt }: SessionTimes): Date =>
  new Date(startedAt.getTime() + SESSION_SETTINGS.absoluteHours * HOUR);

export const isOver = (times: SessionTimes, now: Date): boolean => now >= idleEnd(times) || now >= lastEnd(times);

/** Whether a request now has to be written down for the idle time. */
export const isNoticed = ({ lastSeenAt }: SessionTimes, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= SESSION_SETTINGS.noticeSeconds * SECOND;

/** Sessions with these times or older ones are over. */
export const overSince = (now: Date): SessionTimes => ({
  startedAt: new Date(now.getTime() - SESSION_SETTINGS.absoluteHours * HOUR),
  lastSeenAt: new Date(now.getTime() - SESSION_SETTINGS.idleMinutes * MINUTE),
});

export const isDormant = (lastActiveAt: Date, now: Date): boolean =>
  now.getTime() - lastActiveAt.getTime() >= SESSION_SETTINGS.dormantDays * DAY;
