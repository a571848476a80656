import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { SUPPORT_PLAN } from '../src/domain/support-plan';
import { INTAKE } from '../src/intake.module';
import { anId, refusal } from './fixtures';
import { conferenceOn, copyPlan, PLAN_STEPS } from './plan-steps';
import { PlanStory } from './plan-story';

/** The day of monitoring comes by the clock: nobody asks for it. */
const OWN_EVENTS = ['monitoringDue'];
const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');

describe('the machine SupportPlan as it is offered', () => {
  let world: ServiceWorld;
  let story: PlanStory;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new PlanStory(world);
  }, 60_000);
  afterAll(() => world.stop());

  /** A plan that its person said yes to, for a case that several agencies take on. */
  const submitted = async () => {
    const deskId = await story.desk();
    const { caseRef } = await story.planning(deskId);
    const planId = await story.draft(caseRef, story.content(deskId));
    await story.agreed(planId);
    return { caseRef, planId };
  };

  it('has a request for every event, for exactly the roles of the table', () => {
    const events = new Set(SUPPORT_PLAN.table.transitions.map(({ event }) => event));
    expect([...events].sort()).toEqual([...Object.keys(PLAN_STEPS), ...OWN_EVENTS].sort());
    for (const [event, { asks }] of Object.entries(PLAN_STEPS)) {
      const roles = SUPPORT_PLAN.rolesFor(event).filter((role) => role !== 'SYSTEM');
      expect([event, [...asks.allow].sort()]).toEqual([event, [...roles].sort()]);
    }
  });

  it('takes every step that the table lists, and refuses every other', async () => {
    const template = await submitted();
    const everybody = world.actor(PEOPLE, { sub: 'everybody' });
    for (const state of Object.keys(SUPPORT_PLAN.table.states)) {
      for (const [event, { asks, input, item }] of Object.entries(PLAN_STEPS)) {
        const planId = await copyPlan(world, template.planId, state);
        const conferenceId = item === null ? anId() : await conferenceOn(world, planId, item, everybody.sub);
        await world.sql('UPDATE support_plans SET conference_id = $2 WHERE id = $1', [planId, conferenceId]);
        await world.sql(`UPDATE cases SET state = 'SUPPORTING' WHERE id = $1`, [template.caseRef]);
        const got = await refusal(world.ask(asks, { planId, ...input({ world, planId, conferenceId }) }, everybody));
        const listed = SUPPORT_PLAN.allows(state, event) ? 'done' : 'support-plan.transition-refused';
        expect([state, event, got]).toEqual([state, event, listed]);
        const [after] = await world.sql<{ state: string }>('SELECT state FROM support_plans WHERE id = $1', [planId]);
        const to = SUPPORT_PLAN.table.transitions.find((row) => row.from === state && row.event === event)?.to;
        expect([state, event, after?.state]).toEqual([state, event, to ?? state]);
      }
    }
  }, 120_000);

  it('refuses every role that the table does not name', async () => {
    const { planId } = await submitted();
    for (const [event, { asks, input }] of Object.entries(PLAN_STEPS)) {
      for (const role of PEOPLE.filter((one) => !SUPPORT_PLAN.rolesFor(event).includes(one))) {
        const given = { planId, ...input({ world, planId, conferenceId: anId() }) };
        const got = await refusal(world.ask(asks, given, world.actor(role)));
        expect([event, role, got]).toEqual([event, role, 'role.refused']);
      }
    }
  }, 60_000);
});
