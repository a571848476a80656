import { EVENTS_DOC } from './events-doc';
import { cell, table } from './generated-doc';
import { MACHINES_DOC } from './machines-doc';
import { ROOT } from './paths';

describe('the generated documents', () => {
  it('say who hears what, who may ask what, and through which route', () => {
    const text = EVENTS_DOC.write(ROOT);
    expect(text).toMatch(/PlacementStartedV1\]\(#placementstartedv1\) \| matching \| [a-z, ]*outreach/);
    expect(text).toMatch(/RecordFollowUpV1.*PARTICIPATION_WORKER.*POST \/follow-ups\/:followUpId\/result/);
    expect(text).toContain('| `result` | `"concern" \\| "good" \\| "missed"` |');
    expect(text).toMatch(/CheckConsentV1.*SYSTEM.*outreach/);
    expect(text).toMatch(/AcceptProposalV1.*`POST \/proposals\/:proposalId\/acceptance`/);
    expect(text).toMatch(/ReadMatchRequestV1.*`GET \/match-requests\/:matchRequestId`/);
    expect(text).toMatch(/RecordAssessmentV1.*`POST \/cases\/:caseRef\/assessments`/);
    const nowhere = text.split('\n').filter((line) => /^\| \w+V\d+<br>[^|]*\|[^|]*\|(?! SYSTEM )[^|]*\| – /.test(line));
    expect(nowhere).toEqual([]);
  }, 60_000);

  it('have every machine, and are the same every time', () => {
    const text = MACHINES_DOC.write(ROOT);
    for (const name of ['Case', 'Placement', 'OutreachEngagement', 'FollowUp']) expect(text).toContain(`## ${name}\n`);
    expect(MACHINES_DOC.write(ROOT)).toBe(text);
  });

  it('keep a table whole whatever stands in a cell', () => {
    expect(table(['a'], [[cell('one | two\nthree')], [cell('')]])).toBe('| a |\n| --- |\n| one \\| two three |\n| – |');
  });
});
