import { invalid } from '#libs/kernel';

/** The one place that an introduction names. 400 `introduction.one-place` for none and for two. */
export function placeOf(
  menuId: string | null,
  resourceId: string | null,
): { readonly kind: 'menu' | 'resource'; readonly id: string } {
  if (menuId !== null && resourceId === null) return { kind: 'menu', id: menuId };
  if (resourceId !== null && menuId === null) return { kind: 'resource', id: resourceId };
  throw invalid('introduction.one-place', 'Exactly one of menuId and resourceId.', [
    { field: 'menuId', rule: 'onePlace', mend: 'メニューか社会資源のどちらか一つを指定してください' },
  ]);
}

/** 400 `introduction.period` where the period ends before it begins. Days compare as text. */
export function refuseBackwards(from: string, to: string): void {
  if (from <= to) return;
  throw invalid('introduction.period', 'The period ends before it begins.', [
    { field: 'to', rule: 'atLeastFrom', mend: '終わりの日は始まりの日以後にしてください' },
  ]);
}
