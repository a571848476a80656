/** Whom to call where somebody is in danger, before anything is typed. */
export const EMERGENCY_NOTICE = [
  { number: '119', ja: '命の危険・けが・急病(救急・消防)' },
  { number: '110', ja: '暴力・事件のおそれ(警察)' },
  { number: '189', ja: '子どもの虐待のおそれ(児童相談所)' },
] as const;
