import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { poll } from './run';

/** A process by number and by the moment it began: numbers are given out again, most of all in containers. */
export interface ProcessMark {
  readonly pid: number;
  readonly began: string;
}

export function markOf(pid: number): ProcessMark | undefined {
  const began = beginningOf(pid);
  return began === undefined ? undefined : { pid, began };
}

/** True while exactly this process lives; a zombie counts as gone. */
export const isAlive = (mark: ProcessMark): boolean => beginningOf(mark.pid) === mark.began;

function beginningOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return statOf(pid)?.began;
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const said = stdout.trim();
  return said === '' || said.startsWith('Z') ? undefined : said.replace(/^\S+\s+/, '');
}

export function parentOf(pid: number): number | undefined {
  if (process.platform === 'linux') return statOf(pid)?.parent;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim()) || undefined;
}

interface Stat {
  readonly parent: number;
  readonly began: string;
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may hold spaces: count behind the last one.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = rest[17];
    if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
    return { parent: Number(parent), began: ticks };
  } catch {
    return undefined;
  }
}

/** The words a process was started with, joined by spaces; empty if it is gone or may not be seen. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Sends a signal; false if the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/**
 * Ends a process: the given signal, then SIGKILL for its whole group when `graceMs` have passed.
 * Only a process that leads its own group is given to it, so nobody else's is hit.
 */
export async function end(mark: ProcessMark, name: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isAlive(mark)) return;
  signal(mark.pid, name);
  signal(mark.pid, 'SIGCONT');
  const gone = await poll(() => (isAlive(mark) ? undefined : true), graceMs, 25);
  if (gone) return;
  if (!signal(-mark.pid, 'SIGKILL')) signal(mark.pid, 'SIGKILL');
  await poll(() => (isAlive(mark) ? undefined : true), 2_000, 25);
}
