import type { Hook } from './running-system';
import { say } from './say';
import { tellStory } from './story/tell';

/** One whole case of the seeded city, told in the terminal. */
export const story: Hook = (system) => tellStory(system, say);
