import { getMetadataStorage } from 'class-validator';
import { AnonymousPerson, InquiryAnswer, UnmetNeedRecordedV1 } from '../src';

const fieldsOf = (part: new () => object): readonly string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(part, '', true, false)
      .map(({ propertyName }) => propertyName),
  ),
];

/** L05: whoever adds a field here tells hosts more about somebody without a name. It is decided here and nowhere else. */
it('tells a host without a name exactly this about somebody', () => {
  expect([...fieldsOf(AnonymousPerson)].sort()).toEqual([
    'ageFrom',
    'ageTo',
    'days',
    'modes',
    'purposes',
    'startBy',
    'supportRequired',
  ]);
});

it('shows a host exactly this of an inquiry', () => {
  expect([...fieldsOf(InquiryAnswer)].sort()).toEqual([
    'answerBy',
    'items',
    'kind',
    'menuId',
    'menuName',
    'person',
    'proposalId',
    'state',
    'trialAt',
    'version',
  ]);
});

it('tells community exactly this of a need that nothing meets', () => {
  expect([...fieldsOf(UnmetNeedRecordedV1)].sort()).toEqual([
    'areaCode',
    'blockedBy',
    'days',
    'modes',
    'purposes',
    'supportRequired',
    'times',
    'unmetNeedId',
    'version',
  ]);
});
