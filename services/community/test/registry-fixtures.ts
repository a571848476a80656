import {
  AddMenuV1,
  ApproveResourceV1,
  type MenuDescription,
  MenuFactsV1,
  RecordAgreementV1,
  RegisterOrganizationV1,
  RegisterResourceV1,
  type ResourceDescription,
  SubmitResourceV1,
} from '#libs/contracts';
import { AppError, localDay } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';

export const TODAY = localDay(new Date());

export interface Place {
  readonly orgId: string;
  readonly resourceId: string;
  readonly menuId: string;
}

/** What a registry looks like to a test: places that are entered as organisations enter them. */
export class Registry {
  constructor(private readonly world: ServiceWorld) {}

  async organization(name = 'さくらの会'): Promise<string> {
    const { id } = await this.world.ask(RegisterOrganizationV1, { name, kind: 'npo' }, this.coordinator());
    return id;
  }

  async resource(orgId: string, given: Partial<ResourceDescription> = {}): Promise<string> {
    const input = { orgId, name: 'みんなの部屋', type: 'place', ...given };
    const { id } = await this.world.ask(RegisterResourceV1, input, this.coordinator());
    return id;
  }

  async activate(resourceId: string): Promise<void> {
    await this.world.ask(SubmitResourceV1, { resourceId }, this.coordinator());
    await this.world.ask(ApproveResourceV1, { resourceId }, this.coordinator());
  }

  /** As `activate`, of one that an import has submitted. */
  async activateReviewed(resourceId: string): Promise<void> {
    await this.world.ask(ApproveResourceV1, { resourceId }, this.coordinator());
  }

  async menu(resourceId: string, given: Partial<MenuDescription> = {}): Promise<string> {
    const input = { resourceId, name: '木曜の会', capacityModel: 'fixed' as const, ...given };
    const { id } = await this.world.ask(AddMenuV1, input, this.coordinator());
    return id;
  }

  /** An organisation with an ACTIVE resource and one menu. */
  async place(given: Partial<MenuDescription> = {}, described: Partial<ResourceDescription> = {}): Promise<Place> {
    const orgId = await this.organization();
    const resourceId = await this.resource(orgId, described);
    await this.activate(resourceId);
    return { orgId, resourceId, menuId: await this.menu(resourceId, given) };
  }

  /** An agreement on people outside the scheme from today on. */
  async agree(menuId: string, until = '2199-03-31'): Promise<string> {
    const agreement = { menuId, agreedWith: 'さくらの会', basis: 'agreement', agreedOn: TODAY, until };
    const { id } = await this.world.ask(RecordAgreementV1, agreement, this.coordinator());
    return id;
  }

  facts(menuId: string, tenant?: string) {
    return this.world.ask(MenuFactsV1, { menuId }, this.world.actor('SYSTEM', tenant ? { tenant } : {}));
  }

  coordinator(sub = 'coordinator') {
    return this.world.actor('COMMUNITY_COORDINATOR', { sub });
  }
}

/** The refusal that a request meets. */
export async function refusal(asked: Promise<unknown>): Promise<AppError> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

export const codeOf = async (asked: Promise<unknown>): Promise<string> => (await refusal(asked)).code;
