import { complaintAbout } from './complaint';

const type = 'application/problem+json; charset=utf-8';
const problem = (fields: object): string => JSON.stringify({ status: 400, code: 'body.malformed', ...fields });

describe('the judge of answers to wrong requests', () => {
  it('is content with a 4xx problem document that has a code', () => {
    expect(complaintAbout({ status: 400, type, text: problem({}) })).toBeUndefined();
    expect(complaintAbout({ status: 404, type, text: problem({ status: 404 }) })).toBeUndefined();
  });

  it.each([
    ['a success', { status: 200, type: 'application/json', text: '{"items":[]}' }, 'status 200'],
    ['a success that looks like a problem', { status: 201, type, text: problem({ status: 201 }) }, 'status 201'],
    ['a redirect', { status: 302, type, text: problem({ status: 302 }) }, 'status 302'],
    ['a failure of ours', { status: 500, type, text: problem({ status: 500 }) }, 'status 500'],
    ['an overload', { status: 503, type, text: problem({ status: 503 }) }, 'status 503'],
    [
      'a refusal as JSON',
      { status: 400, type: 'application/json', text: problem({}) },
      'status 400 as application/json',
    ],
    ['a refusal as nothing', { status: 400, type: '', text: '' }, 'status 400 as nothing'],
    ['no code', { status: 400, type, text: '{"status":400}' }, 'status 400 without code'],
    ['an empty code', { status: 400, type, text: problem({ code: '' }) }, 'status 400 without code'],
    ['a code that is no text', { status: 400, type, text: problem({ code: 5 }) }, 'status 400 without code'],
    ['a null', { status: 400, type, text: 'null' }, 'status 400 without code'],
    ['half a document', { status: 400, type, text: '{"status":' }, 'status 400 without code'],
    ['another status inside', { status: 409, type, text: problem({}) }, 'status 409 that calls itself another'],
  ])('complains about %s', (_, answer, complaint) => {
    expect(complaintAbout(answer)).toBe(complaint);
  });
});
