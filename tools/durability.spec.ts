import { durabilityProblem } from './durability';

describe('a nats-server', () => {
  it('that writes before it acknowledges is right', () => {
    expect(durabilityProblem({ jetstream: { config: { sync_always: true } } })).toBeUndefined();
  });

  it.each([
    [{}],
    [{ jetstream: {} }],
    [{ jetstream: { config: { sync_always: false } } }],
    [{ jetstream: { config: {} } }],
  ])('that does not, or does not say so, is not (%j)', (varz) => {
    expect(durabilityProblem(varz)).toContain('sync_interval');
  });
});
