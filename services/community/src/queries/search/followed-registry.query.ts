import { Injectable } from '@nestjs/common';
import { SearchMemory } from '../../domain/search/search-memory';
import { MENUS, ORGANIZATIONS, RESOURCES } from '../../storage/search/followed.rows';

type Rows = readonly unknown[];

/** Takes changed rows into the search of this replica. Resources come last, so that each is written once at the start. */
@Injectable()
export class FollowedRegistryQuery {
  constructor(private readonly memory: SearchMemory) {}

  readonly tables = [
    {
      ...ORGANIZATIONS.from,
      apply: (tenant: string, rows: Rows) => this.memory.of(tenant).learnOrganizations(rows.map(ORGANIZATIONS.read)),
    },
    { ...MENUS.from, apply: (tenant: string, rows: Rows) => this.memory.of(tenant).learnMenus(rows.map(MENUS.read)) },
    {
      ...RESOURCES.from,
      apply: (tenant: string, rows: Rows) => this.memory.of(tenant).learnResources(rows.map(RESOURCES.read)),
    },
  ];

  seen(tenant: string): void {
    this.memory.seen(tenant);
  }
}
