import { refuseEndBeforeBegin } from './period';

interface GrantInfo {
  readonly kind: 'grant' | 'place';
  readonly title: string;
  readonly details: string | null;
  readonly url: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

type Given = Pick<GrantInfo, 'kind' | 'title' | 'validFrom'> & Partial<GrantInfo>;

/** What was left out is not known. 400 `grant-info.backwards`. */
export function grantInfoOf({ kind, title, validFrom, ...given }: Given): GrantInfo {
  const { details = null, url = null, validUntil = null } = given;
  refuseEndBeforeBegin('grant-info.backwards', 'validUntil', validFrom, validUntil);
  return { kind, title, details, url, validFrom, validUntil };
}
