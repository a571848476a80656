import { isConfidentialByDefault } from './resource';

/** Degrees, WGS 84. */
export interface Position {
  readonly lat: number;
  readonly lng: number;
}

interface ResourceDescription {
  readonly name: string;
  readonly type: string | null;
  readonly location: Position | null;
  readonly addressConfidential: boolean;
}

/** As somebody gives it: all but the name may be left out. */
interface GivenDescription {
  readonly name: string;
  readonly type?: string | null;
  readonly location?: Position | null;
  readonly addressConfidential?: boolean | null;
}

/** What was left out is unknown; whether the address is confidential then follows from the type. */
export function descriptionOf(given: GivenDescription): ResourceDescription {
  const type = given.type ?? null;
  return {
    name: given.name,
    type,
    location: given.location ? { lat: given.location.lat, lng: given.location.lng } : null,
    addressConfidential: given.addressConfidential ?? isConfidentialByDefault(type),
  };
}
