/**
 * Ways to break the system on purpose, for its proofs: a crash at an exact point, and the
 * guarantees switched off one at a time so that a proof can show that it would notice.
 * Inert unless armed, and arming is refused outside TSUNAGI_ENV=test (libs/host).
 */
export const CRASH_POINTS = [
  'unit.before-begin',
  'unit.after-effects',
  'unit.before-commit',
  'unit.after-commit',
  'relay.before-publish',
  'relay.before-puback',
  'relay.before-mark',
  'relay.before-commit',
  'consumer.after-delivery',
  'consumer.before-commit',
  'consumer.after-commit',
  'consumer.during-ack',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Guarantees that a proof can switch off. */
export type Control =
  | 'NO_INBOX'
  | 'DUAL_WRITE'
  | 'CURSOR_RELAY'
  | 'NAIVE_RESERVE'
  | 'SERVE_BEFORE_BACKLOG'
  | 'KEEP_CONSENT'
  | 'NO_SUMMONS'
  | 'EARLY_CHECKPOINT'
  | 'NO_REPORT_ORDER'
  | 'NO_SEAL';

let crashAt: { readonly point: string; left: number } | undefined;
let ticking = false;
let control: string | undefined;

/**
 * `crash`: `<point>:<n>`, the n-th passage ends the process by SIGKILL, counted from `startTicking` on, so
 * that a process can become ready first. `broken`: one of the controls.
 */
export function armSabotage(plan: { readonly crash?: string | undefined; readonly broken?: string | undefined }): void {
  const [point = '', count = '1'] = plan.crash?.split(':') ?? [];
  crashAt = point === '' ? undefined : { point, left: Number(count) };
  control = plan.broken;
}

/** From now on passages count. */
export function startTicking(): void {
  ticking = true;
}

export function crashPoint(point: CrashPoint): void {
  if (!ticking || crashAt?.point !== point) return;
  crashAt.left -= 1;
  if (crashAt.left <= 0) process.kill(process.pid, 'SIGKILL');
}

export const isBroken = (name: Control): boolean => control === name;
