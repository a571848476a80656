import { randomUUID } from 'node:crypto';
import {
  ChangeDevelopmentProjectV1,
  EnterDevelopmentProjectV1,
  MoveDevelopmentProjectV1,
  OpenDevelopmentProjectV1,
  ReadDevelopmentProjectV1,
  UnmetNeedRecordedV1,
} from '#libs/contracts';
import { localDay } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';

export const NOTHING = { modes: [], supportRequired: [], days: [], times: [], areaCode: null, blockedBy: [] };

export const today = (): string => localDay(new Date());

/** Needs as matching tells of them, and projects as a coordinator leads them. */
export class Development {
  constructor(private readonly world: ServiceWorld) {}

  get worker() {
    return this.world.actor('COMMUNITY_COORDINATOR');
  }

  /** The id of the request to develop a place that came of a need. */
  async need(given: Partial<UnmetNeedRecordedV1> = {}): Promise<string> {
    const unmetNeedId = randomUUID();
    await this.world.hears(UnmetNeedRecordedV1, { unmetNeedId, purposes: ['place'], ...NOTHING, version: 1, ...given });
    const rows = await this.world.sql<{ id: string }>('SELECT id FROM resource_developments WHERE unmet_need_id = $1', [
      unmetNeedId,
    ]);
    return rows[0]?.id ?? '';
  }

  enter(developmentIds: string[], given: Partial<EnterDevelopmentProjectV1> = {}) {
    const project = { title: '夜に開く居場所', developmentIds, on: '2026-05-01', areaId: null, nextStep: null };
    return this.world.ask(EnterDevelopmentProjectV1, { ...project, ...given }, this.worker);
  }

  change(projectId: string, ifMatch: number, given: Partial<ChangeDevelopmentProjectV1> = {}) {
    const project = { projectId, title: '朝の居場所', developmentIds: [], areaId: null, nextStep: null };
    return this.world.ask(ChangeDevelopmentProjectV1, { ...project, ...given }, this.worker, { ifMatch });
  }

  move(
    projectId: string,
    step: MoveDevelopmentProjectV1['step'],
    on: string,
    given: Partial<MoveDevelopmentProjectV1> = {},
  ) {
    const taken = { projectId, step, on, note: null, reason: null, nextStep: null };
    return this.world.ask(MoveDevelopmentProjectV1, { ...taken, ...given }, this.worker);
  }

  /** A project that only waits for its menu. */
  async prepared(developmentIds: string[], on = '2026-05-01'): Promise<string> {
    const { id } = await this.enter(developmentIds, { on });
    await this.move(id, 'talk', on);
    await this.move(id, 'prepare', on);
    return id;
  }

  open(projectId: string, menuId: string, on = today()) {
    return this.world.ask(OpenDevelopmentProjectV1, { projectId, menuId, on, note: null }, this.worker);
  }

  read(projectId: string) {
    return this.world.ask(ReadDevelopmentProjectV1, { projectId }, this.worker);
  }
}
