import type { Api } from '../api';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface KnownOrganization {
  readonly orgId: string;
  readonly name: string;
}

export interface KnownResource {
  readonly resourceId: string;
  readonly orgId: string;
  readonly name: string;
  readonly state: string;
  readonly type: string | null;
  readonly location: { readonly lat: number; readonly lng: number } | null;
  readonly addressConfidential: boolean;
}

export interface KnownMenu {
  readonly menuId: string;
  readonly resourceId: string;
  readonly orgId: string;
  readonly name: string;
  readonly capacityModel: 'open' | 'fixed' | null;
}

/** Everything that a list has, page by page. `path` is without a query. */
export async function all<T>(api: Api, path: string): Promise<readonly T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await api.get(`${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

export const organizationsOf = (api: Api): Promise<readonly KnownOrganization[]> => all(api, '/organizations');
export const resourcesOf = (api: Api): Promise<readonly KnownResource[]> => all(api, '/resources');
export const menusOf = (api: Api, resourceId: string): Promise<readonly KnownMenu[]> =>
  all(api, `/resources/${resourceId}/menus`);
