import programs from './mandatory-programs.json';

interface Program {
  readonly code: 'care_prevention' | 'living_support' | 'activity_center' | 'childcare_base' | 'hardship_community';
  readonly ja: string;
  /** Where it stands in the law. */
  readonly law: string;
  /** Code list fields. */
  readonly field: string;
}

/** 地域づくり必須5事業; names and references to the law change with the years, so they are data. */
export const PROGRAMS = programs as readonly Program[];
