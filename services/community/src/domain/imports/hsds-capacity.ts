import { capacityOf } from './amounts';
import { type JsonObject, objectsIn, textOf } from './json-values';
import type { Say } from './problems';
import type { ImportedCapacity } from './record';

/**
 * 3.1-dev: `maximum` is what a place holds, and all that is taken over. `available` is somebody else's word on a day
 * that has passed: it is no report of free places and never becomes one.
 */
export function statedCapacity(service: JsonObject | null, say: Say): ImportedCapacity | null {
  const all = ['service_capacity', 'service_capacities', 'capacities'].flatMap((key) => objectsIn(service?.[key]));
  const ownStated = all.filter(({ unit }) => objectsIn(unit).some(({ identifier }) => identifier === 'stated'));
  const [first, ...others] = ownStated.length > 0 ? ownStated : all.slice(0, 1);
  const maxima = [first, ...others].map((each) => textOf(each?.maximum)).filter((text) => text !== '');
  const numbers = capacityOf(maxima.join('/'), say);
  if (numbers === null || numbers.parts.length === 0) return null;
  if (ownStated.length === 0) return numbers;
  // The words of the list stand in the description, where they say the same.
  const said = capacityOf(textOf(first?.description), () => undefined);
  return said !== null && said.parts.join() === numbers.parts.join() ? said : numbers;
}
