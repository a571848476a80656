import { systemActor } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { endedEvent, inLockOrder, PROPOSAL } from '../domain/proposal';
import type { ProposalEntity } from './proposal.entity';
import { endProposal } from './proposal.store';

/** Ends locked proposals on the system's account: their places are free again. Gives what their hosts have to be told. */
export async function endOpenProposals(
  db: EntityManager,
  tenant: string,
  open: readonly ProposalEntity[],
  reasonCode: string,
): Promise<readonly ReturnType<typeof endedEvent>[]> {
  const system = systemActor('matching', tenant);
  const ended: ReturnType<typeof endedEvent>[] = [];
  for (const proposal of inLockOrder(open)) {
    const state = PROPOSAL.next(proposal.state, 'revoke', system);
    const { version } = await endProposal(db, proposal, state, reasonCode);
    ended.push(endedEvent(proposal, state, version));
  }
  return ended;
}
