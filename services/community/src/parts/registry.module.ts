import type { Part } from '#libs/host';
import { AddMenuCommand } from '../commands/add-menu.command';
import { AssessHostCommand } from '../commands/assess-host.command';
import { ConfirmSuspensionCommand } from '../commands/confirm-suspension.command';
import { CorrectOrganizationCommand } from '../commands/correct-organization.command';
import { CorrectResourceCommand } from '../commands/correct-resource.command';
import { KeepAgreementsCommand } from '../commands/keep-agreements.command';
import { LookAtMenuCommand } from '../commands/look-at-menu.command';
import { MoveResourceCommand } from '../commands/move-resource.command';
import { RegisterOrganizationCommand } from '../commands/register-organization.command';
import { RegisterResourceCommand } from '../commands/register-resource.command';
import { ReplaceMenuCommand } from '../commands/replace-menu.command';
import { HostRequests } from '../messages/hosts.requests';
import { RegistryRequests } from '../messages/requests';
import { ResourceStepRequests } from '../messages/resource-steps.requests';
import { StandingRequests } from '../messages/standing.requests';
import { AgreementsQuery } from '../queries/agreements.query';
import { MenuLooksQuery } from '../queries/menu-looks.query';
import { MenusQuery } from '../queries/menus.query';
import { OrganizationsQuery } from '../queries/organizations.query';
import { ResourcesQuery } from '../queries/resources.query';
import { AgreementEntity } from '../storage/agreement.entity';
import { MenuEntity } from '../storage/menu.entity';
import { CreateCommunity1760000000000 } from '../storage/migrations/1760000000000-create-community';
import { OrganizationEntity } from '../storage/organization.entity';
import { ResourceEntity } from '../storage/resource.entity';
import { MenuLooksTimer } from '../timers/menu-looks.timer';

/** 社会資源台帳: organisations, resources, support menus, what a host says about itself. */
export const REGISTRY: Part = {
  doors: [RegistryRequests, ResourceStepRequests, StandingRequests, HostRequests],
  providers: [
    RegisterOrganizationCommand,
    RegisterResourceCommand,
    CorrectResourceCommand,
    MoveResourceCommand,
    AddMenuCommand,
    ReplaceMenuCommand,
    AssessHostCommand,
    CorrectOrganizationCommand,
    ConfirmSuspensionCommand,
    KeepAgreementsCommand,
    LookAtMenuCommand,
    OrganizationsQuery,
    ResourcesQuery,
    MenusQuery,
    AgreementsQuery,
    MenuLooksQuery,
    MenuLooksTimer,
  ],
  tables: [OrganizationEntity, ResourceEntity, MenuEntity, AgreementEntity],
  migrations: [CreateCommunity1760000000000],
};
