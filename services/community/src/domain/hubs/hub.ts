import { invalid } from '#libs/kernel';
import { refuseEndBeforeBegin } from './period';

type OpeningForm = 'staffed' | 'activity_days';

interface Hub {
  readonly name: string;
  readonly type: string;
  readonly resourceId: string | null;
  readonly areaId: string | null;
  readonly openingForm: OpeningForm;
  readonly mandatoryPrograms: string[];
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

/** As somebody gives it: what was left out is not known. */
type Given = Pick<Hub, 'name' | 'type' | 'openingForm' | 'mandatoryPrograms'> & {
  readonly resourceId?: string | null;
  readonly areaId?: string | null;
  readonly openedOn?: string | null;
  readonly closedOn?: string | null;
};

/** 400 `hub.backwards`. */
export function hubOf({ name, type, openingForm, mandatoryPrograms, ...given }: Given): Hub {
  const openedOn = given.openedOn ?? null;
  const closedOn = given.closedOn ?? null;
  refuseEndBeforeBegin('hub.backwards', 'closedOn', openedOn, closedOn);
  const { resourceId = null, areaId = null } = given;
  return { name, type, openingForm, mandatoryPrograms, resourceId, areaId, openedOn, closedOn };
}

/** 400 `hub.other-organization`: the place in the registry is somebody else's. */
export function refuseForeignResource(resource: { readonly orgId: string }, orgId: string): void {
  if (resource.orgId === orgId) return;
  const mend = '拠点を運営する団体の社会資源を指定してください';
  throw invalid('hub.other-organization', 'The resource is of another organisation.', [
    { field: 'resourceId', rule: 'sameOrganization', mend },
  ]);
}
