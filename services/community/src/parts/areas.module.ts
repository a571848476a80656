import type { Part } from '#libs/host';
import { AssignResourcesCommand } from '../commands/areas/assign-resources.command';
import { ChangeAreaCommand } from '../commands/areas/change-area.command';
import { EnterAreaPopulationCommand } from '../commands/areas/enter-area-population.command';
import { EnterAreaCommand } from '../commands/areas/enter-area.command';
import { SetAreaBoundaryCommand } from '../commands/areas/set-area-boundary.command';
import { AreaReportRequests } from '../messages/area-report-requests';
import { AreaRequests } from '../messages/area-requests';
import { AreaCoverageQuery } from '../queries/areas/area-coverage.query';
import { AreaProfileQuery } from '../queries/areas/area-profile.query';
import { AreasQuery } from '../queries/areas/areas.query';
import { OrganizationReportsQuery } from '../queries/areas/organization-reports.query';
import { AreaEntity } from '../storage/areas/area.entity';
import { CreateAreas1760000000010 } from '../storage/migrations/1760000000010-create-areas';
import { AreaAssignmentTimer } from '../timers/area-assignment.timer';

/** 圏域 and 地域カルテ: areas, their boundaries, who lives there and what there is. */
export const AREAS: Part = {
  doors: [AreaRequests, AreaReportRequests],
  providers: [
    EnterAreaCommand,
    ChangeAreaCommand,
    SetAreaBoundaryCommand,
    EnterAreaPopulationCommand,
    AssignResourcesCommand,
    AreasQuery,
    AreaProfileQuery,
    AreaCoverageQuery,
    OrganizationReportsQuery,
    AreaAssignmentTimer,
  ],
  tables: [AreaEntity],
  migrations: [CreateAreas1760000000010],
};
