/** A desk that may be suggested, with what waits for it already. */
export interface Suggestable {
  readonly id: string;
  readonly fields: readonly string[];
  readonly areaId: string | null;
  readonly waiting: number;
}

type Because = 'field' | 'area' | 'whole_municipality';

const MOST = 20;

/**
 * Who may take this: desks of the field that serve the area or the whole municipality. The area's own first, then the
 * one for which less waits. A hint: nobody is kept from choosing another one.
 */
export function suggestDesks<D extends Suggestable>(
  desks: readonly D[],
  { field, areaId }: { readonly field: string; readonly areaId: string | null },
): readonly (D & { readonly because: readonly Because[] })[] {
  return desks
    .filter((desk) => desk.fields.includes(field))
    .filter((desk) => areaId === null || desk.areaId === null || desk.areaId === areaId)
    .map((desk) => ({ ...desk, because: ['field', ...placeOf(desk, areaId)] as const }))
    .sort((a, b) => b.because.filter(isArea).length - a.because.filter(isArea).length || a.waiting - b.waiting)
    .slice(0, MOST);
}

const isArea = (because: Because): boolean => because === 'area';

function placeOf(desk: Suggestable, areaId: string | null): readonly Because[] {
  if (desk.areaId === null) return ['whole_municipality'];
  return desk.areaId === areaId ? ['area'] : [];
}
