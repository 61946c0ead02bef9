import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SOURCES = join(__dirname, '../../src');

/**
 * Every place that sends a file, reviewed by hand: what an agency supplied is not passed on without it, so a place that
 * sends the content of a case must call `whatMayBePassedOn` (src/notes) and says so here.
 */
const FILES_THAT_LEAVE: Record<string, { what: string; hasContentOfCases: boolean }> = {
  'exports/exports.controller.ts': {
    what: 'Lists of cases (who, state, days) and pseudonymised rows: no words of notes or plans, nothing that an agency supplied',
    hasContentOfCases: false,
  },
  'indicators/web/reports.controller.ts': {
    what: 'The quarterly report as its reader reads it: figures, and words that name nobody',
    hasContentOfCases: false,
  },
  'indicators/web/publications.controller.ts': {
    what: 'The publishable report, once governance released it: figures that are protected, and the words that governance released',
    hasContentOfCases: false,
  },
  'meetings/after/after.controller.ts': {
    what: 'Minutes, cut to what their recipient reads in the service: nothing goes to anybody new',
    hasContentOfCases: false,
  },
  'meetings/api/papers-api.controller.ts': {
    what: 'The pack, each copy cut to what its recipient reads in the service: nothing goes to anybody new',
    hasContentOfCases: false,
  },
  'meetings/pack/pack.controller.ts': {
    what: 'The pack, each copy cut to what its recipient reads in the service: nothing goes to anybody new',
    hasContentOfCases: false,
  },
  'exports/audit-exports.controller.ts': {
    what: 'The audit: who, what act, which record; no content',
    hasContentOfCases: false,
  },
  'platform/pdf/send-paper.ts': {
    what: 'The act of sending; who calls it stands in this list',
    hasContentOfCases: false,
  },
  'reviews/web/calendar.controller.ts': {
    what: '“Review due”, a day, and a link that asks for sign-in',
    hasContentOfCases: false,
  },
};

/** What a source says when it answers with a file, or offers a print. */
const SENDS_A_FILE =
  /(Content-Type'?,\s*'|type\(')(text\/csv|text\/calendar|application\/(pdf|zip|octet-stream|vnd)|image\/)|attachment\b.*filename|Content-Disposition|StreamableFile|sendPaper\(|\.(download|sendFile|attachment)\(|window\.print/i;

/** The files of these sources that send something, as they are named in the list. */
const sendersOf = (sources: Record<string, string>): string[] =>
  Object.entries(sources)
    .filter(([, text]) => SENDS_A_FILE.test(text))
    .map(([name]) => name)
    .sort();

function sources(): Record<string, string> {
  const names = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ts|njk)$/.test(name) && !name.endsWith('.spec.ts'),
  );
  return Object.fromEntries(
    names.map((name) => [relative(SOURCES, join(SOURCES, name)), readFileSync(join(SOURCES, name), 'utf8')]),
  );
}

describe('what leaves the service as a file', () => {
  it('is on the reviewed list, and the list names nothing that is gone', () => {
    expect(sendersOf(sources())).toEqual(Object.keys(FILES_THAT_LEAVE).sort());
  });

  it('asks what may be passed on where it has the content of cases', () => {
    const texts = sources();
    const forgetful = Object.entries(FILES_THAT_LEAVE)
      .filter(([name, { hasContentOfCases }]) => hasContentOfCases && !/whatMayBePassedOn\(/.test(texts[name] ?? ''))
      .map(([name]) => name);
    expect(forgetful).toEqual([]);
  });

  it('notices each way of sending one', () => {
    const ways = [
      `response.setHeader('Content-Type', 'text/csv; charset=utf-8')`,
      `response.type('application/pdf').send(file)`,
      `response.attachment('minutes.txt')`,
      `response.setHeader('Content-Disposition', 'inline')`,
      `return new StreamableFile(plan)`,
      `sendPaper(response, 'minutes', bytes)`,
      `<button onclick="window.print()">`,
    ];
    for (const way of ways) expect([way, sendersOf({ [way]: way })]).toEqual([way, [way]]);
    expect(sendersOf({ page: `response.render('plan.njk', model)` })).toEqual([]);
  });
});
