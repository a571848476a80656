import settings from './area-settings.json';

type LoadLevel = 'unknown' | 'room' | 'nearly_full' | 'full' | 'over';

/** How much of what an organisation can take is taken. */
export function loadLevel(used: number | null, limit: number | null): LoadLevel {
  if (used === null || limit === null) return 'unknown';
  if (used > limit) return 'over';
  if (used === limit) return 'full';
  return (settings.loadLevels.find(({ below }) => used / limit < below)?.level ?? 'full') as 'room' | 'nearly_full';
}
