import { type ApiDocument, operationsOf } from '../operations';
import { Contract } from './contract';
import { type Answer, CANARY, faultIn } from './judge';
import { MARK } from './texts';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const string = { type: 'string' };
const DOCUMENT: ApiDocument = {
  paths: {
    '/api/v1/things/{thingId}': {
      get: {
        'x-roles': ['CSW'],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          404: { $ref: '#/components/responses/Problem' },
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] },
      Problem: { type: 'object', properties: { code: string, detail: string }, required: ['code', 'detail'] },
    },
    responses: {
      Problem: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  },
};

const contract = new Contract(DOCUMENT);
const [operation] = operationsOf(DOCUMENT);
const judged = (answer: Partial<Answer>, wanted: 'any' | 'refusal' | 401 = 'any'): string | undefined => {
  if (!operation) throw new Error('The document has an operation.');
  return faultIn(contract, operation, wanted, { ...RIGHT, ...answer });
};

const RIGHT: Answer = {
  status: 200,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify({ id: ID }),
  correlationId: ID,
  ms: 3,
};
const PROBLEM = {
  type: 'urn:tsunagi:thing.not-found',
  status: 404,
  code: 'thing.not-found',
  detail: 'x',
  correlationId: ID,
};
const refusal = (fields: object = {}): Partial<Answer> => ({
  status: 404,
  type: 'application/problem+json; charset=utf-8',
  text: JSON.stringify({ ...PROBLEM, ...fields }),
});

describe('the judge of generated requests', () => {
  it('is content with what the document says', () => {
    expect(judged({})).toBeUndefined();
    expect(judged(refusal())).toBeUndefined();
    expect(judged(refusal(), 'refusal')).toBeUndefined();
  });

  it.each<[string, Partial<Answer>, RegExp]>([
    ['a failure of ours', { status: 500 }, /^status 500$/],
    ['a status that is not in the document', { ...refusal({ status: 418 }), status: 418 }, /^status 418 is not in/],
    ['a media type that is not in the document', { type: 'text/html' }, /as text\/html is not in/],
    ['a body that is none', { text: '{' }, /not JSON/],
    ['a field that is missing', { text: '{}' }, /not as its schema.*required property/],
    ['an id that is none', { text: '{"id":"7"}' }, /not as its schema: \/id/],
    [
      'words of another municipality',
      { text: JSON.stringify({ id: ID, name: `${CANARY}の場` }) },
      /another municipality/,
    ],
    ['an answer that takes for ever', { ms: 10_001 }, /10000 ms/],
    ['a refusal without a code', refusal({ code: undefined }), /required property/],
    ['a code of another form', refusal({ code: 'Thing not found' }), /unknown form/],
    ['a type that is not the code', refusal({ type: 'urn:tsunagi:other' }), /type is not its code/],
    ['another correlation id', refusal({ correlationId: 'x' }), /correlation id/],
    ['a refusal that repeats what was sent', refusal({ detail: `${MARK}花子` }), /repeats what was sent/],
  ])('complains about %s', (_, answer, complaint) => {
    expect(judged(answer)).toMatch(complaint);
  });

  it('complains about a success where a refusal belongs, and about the wrong refusal', () => {
    expect(judged({}, 'refusal')).toBe('status 200 to a request that is wrong');
    expect(judged({}, 401)).toBe('status 200 to a request that is wrong');
    expect(judged(refusal(), 401)).toBe('status 404 where 401 belongs');
  });
});
