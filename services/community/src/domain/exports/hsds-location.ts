import { labelOf } from '#libs/kernel';
import type { ExportedResource } from './exported';
import { addressOf } from './hsds-address';
import { attributesOf, type Audience } from './hsds-attributes';
import { hoursOf } from './hsds-schedules';
import { type HsdsObject, type IdOf, isPlainNumber, mailOf, said, uriOf } from './hsds-values';
import words from './hsds-words.json';

/** The place of a service. Where it is confidential nothing says where it is, whoever asks. */
export function hsdsLocation(resource: ExportedResource, audience: Audience, idOf: IdOf): HsdsObject {
  const { id, orgId, name, nameKana, url, description, officeNumber, hours, location } = resource;
  const address = addressOf(resource, id, idOf);
  return said({
    id,
    location_type: 'physical',
    organization_id: orgId,
    name,
    alternate_name: nameKana,
    description,
    url: uriOf(url),
    latitude: location?.lat,
    longitude: location?.lng,
    external_identifier: officeNumber,
    external_identifier_type: officeNumber === null ? null : words.officeNumberType,
    addresses: address === null ? [] : [address],
    phones: phonesOf(resource, idOf),
    languages: languagesOf(resource.languages, 'location_id', id, idOf),
    accessibility: (resource.accessibility ?? []).map((code) => ({
      id: idOf('accessibility', id, code),
      location_id: id,
      description: labelOf('accessibility', code),
      details: code,
    })),
    schedules: hoursOf(hours, { column: 'location_id', id }, idOf),
    attributes: attributesOf('location', id, factsOf(resource), audience, idOf),
  });
}

function factsOf(resource: ExportedResource): HsdsObject {
  const { type, serviceKind, statutoryBasis, municipalityCode, email, url, addressConfidential } = resource;
  return {
    ...{ type, serviceKind, statutoryBasis, municipalityCode, addressConfidential: addressConfidential || null },
    email: mailOf(email) === undefined ? email : null,
    url: uriOf(url) === undefined ? url : null,
  };
}

function phonesOf({ id, phone, phoneExtension, fax }: ExportedResource, idOf: IdOf): readonly HsdsObject[] {
  const isNumber = phoneExtension !== null && isPlainNumber(phoneExtension);
  const voice = said({
    id: idOf('phone', id, 'voice'),
    location_id: id,
    number: phone ?? '',
    extension: isNumber ? Number(phoneExtension) : null,
    type: 'voice',
    description: phoneExtension === null || isNumber ? null : `${words.extension}${phoneExtension}`,
  });
  return [
    ...(phone === null ? [] : [voice]),
    ...(fax === null ? [] : [{ id: idOf('phone', id, 'fax'), location_id: id, number: fax, type: 'fax' }]),
  ];
}

export const languagesOf = (
  codes: readonly string[] | null,
  column: 'service_id' | 'location_id',
  owner: string,
  idOf: IdOf,
): readonly HsdsObject[] => (codes ?? []).map((code) => ({ id: idOf('language', owner, code), [column]: owner, code }));
