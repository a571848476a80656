import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddMenuV1,
  CorrectResourceV1,
  ListMenusV1,
  ListOrganizationsV1,
  ListOrganizationTasksV1,
  ListResourcesV1,
  type MenuAnswer,
  type MenuFactsAnswer,
  MenuFactsV1,
  type MenusAnswer,
  type OrganizationAnswer,
  type OrganizationsAnswer,
  type OrganizationTasksAnswer,
  ReadMenuV1,
  ReadOrganizationV1,
  ReadResourceV1,
  RegisterOrganizationV1,
  RegisterResourceV1,
  ReplaceMenuV1,
  type ResourceAnswer,
  type ResourcesAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AddMenuCommand } from '../commands/add-menu.command';
import { CorrectResourceCommand } from '../commands/correct-resource.command';
import { RegisterOrganizationCommand } from '../commands/register-organization.command';
import { RegisterResourceCommand } from '../commands/register-resource.command';
import { ReplaceMenuCommand } from '../commands/replace-menu.command';
import { MenusQuery } from '../queries/menus.query';
import { OrganizationsQuery } from '../queries/organizations.query';
import { ResourcesQuery } from '../queries/resources.query';

/** Organisations, resources and menus: what the registry says, and who changes it. */
@Controller()
export class RegistryRequests {
  constructor(
    private readonly registerOrganization: RegisterOrganizationCommand,
    private readonly registerResource: RegisterResourceCommand,
    private readonly correctResource: CorrectResourceCommand,
    private readonly addMenuToResource: AddMenuCommand,
    private readonly replaceFacts: ReplaceMenuCommand,
    private readonly organizations: OrganizationsQuery,
    private readonly resources: ResourcesQuery,
    private readonly menus: MenusQuery,
  ) {}

  @Answers(RegisterOrganizationV1)
  addOrganization(@Payload() input: RegisterOrganizationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.registerOrganization.execute(input, ctx);
  }

  @Answers(ReadOrganizationV1)
  readOrganization(@Payload() input: ReadOrganizationV1, @Ctx() ctx: CallContext): Promise<OrganizationAnswer> {
    return this.organizations.one(input, ctx);
  }

  @Answers(ListOrganizationsV1)
  listOrganizations(@Payload() input: ListOrganizationsV1, @Ctx() ctx: CallContext): Promise<OrganizationsAnswer> {
    return this.organizations.list(input, ctx);
  }

  @Answers(ListOrganizationTasksV1)
  listTasks(@Payload() input: ListOrganizationTasksV1, @Ctx() ctx: CallContext): Promise<OrganizationTasksAnswer> {
    return this.organizations.tasks(input, ctx);
  }

  @Answers(RegisterResourceV1)
  addResource(@Payload() input: RegisterResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.registerResource.execute(input, ctx);
  }

  @Answers(CorrectResourceV1)
  correct(@Payload() input: CorrectResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.correctResource.execute(input, ctx);
  }

  @Answers(ReadResourceV1)
  readResource(@Payload() input: ReadResourceV1, @Ctx() ctx: CallContext): Promise<ResourceAnswer> {
    return this.resources.one(input, ctx);
  }

  @Answers(ListResourcesV1)
  listResources(@Payload() input: ListResourcesV1, @Ctx() ctx: CallContext): Promise<ResourcesAnswer> {
    return this.resources.list(input, ctx);
  }

  @Answers(AddMenuV1)
  addMenu(@Payload() input: AddMenuV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.addMenuToResource.execute(input, ctx);
  }

  @Answers(ReplaceMenuV1)
  replaceMenu(@Payload() input: ReplaceMenuV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.replaceFacts.execute(input, ctx);
  }

  @Answers(ReadMenuV1)
  readMenu(@Payload() input: ReadMenuV1, @Ctx() ctx: CallContext): Promise<MenuAnswer> {
    return this.menus.one(input, ctx);
  }

  @Answers(ListMenusV1)
  listMenus(@Payload() input: ListMenusV1, @Ctx() ctx: CallContext): Promise<MenusAnswer> {
    return this.menus.list(input, ctx);
  }

  @Answers(MenuFactsV1)
  menuFacts(@Payload() input: MenuFactsV1, @Ctx() ctx: CallContext): Promise<MenuFactsAnswer> {
    return this.menus.facts(input, ctx);
  }
}
