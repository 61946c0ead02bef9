import { AddAction } from '../../src/actions';
import { AddNote } from '../../src/notes';
import { newId } from '../../src/shared/ids';
import { GOVERNANCE, type RichPartnership, richPartnership } from '../architecture/rich-partnership';
import { liveRoutes } from '../architecture/live-routes';
import { CHAIR, LEAD } from '../architecture/rich-case';
import { makeCase } from '../factories';
import { type ApiClient, type PageClient, TEST_NOW, TestApp } from '../support/test-app';

const NAMED = ['nurse@health.example', 'manager@tvp.example'];
/** One of each kind of sight; the route census has every role. */
const ASKERS = [LEAD, CHAIR, GOVERNANCE];
export const CANARY = 'Zephyrine';
/** Looked for by the form of the list, whose address says nothing. */
export const SEARCHES = 'search for ';
const BORN = '2009-04-05';
const DAY_BEFORE = 'from-day=20&from-month=11&from-year=2026&to-day=20&to-month=11&to-year=2026';

/** Their own earlier readings stand in these, so that asking twice differs; the day before is asked for as well. */
const GROWS_BY_READING = ['/audit-events', '/api/v1/audit-events', '/unusual-access', '/individuals/:id/readers'];

export type Answers = Map<string, string>;

/** Everything that three people with three kinds of sight can be answered, of a partnership in which there is one of everything. */
export class EveryAnswer {
  private readonly pages = new Map<string, PageClient>();
  private readonly apis = new Map<string, ApiClient>();

  private constructor(
    readonly test: TestApp,
    readonly world: RichPartnership,
  ) {}

  static async start(): Promise<EveryAnswer> {
    const test = await TestApp.start();
    const answers = new EveryAnswer(test, await richPartnership(test));
    for (const email of ASKERS) {
      answers.pages.set(email, await test.browse(email));
      answers.apis.set(email, await test.api(email));
    }
    return answers;
  }

  async askAll(paths: string[]): Promise<Answers> {
    const asked = await Promise.all(
      ASKERS.map(async (email) => {
        const answers: [string, string][] = [];
        for (const path of paths) answers.push([`${email} ${path}`, await this.ask(email, path)]);
        return answers;
      }),
    );
    return new Map(asked.flat());
  }

  private async ask(email: string, path: string): Promise<string> {
    const [api, page] = [this.apis.get(email), this.pages.get(email)];
    if (path.startsWith(SEARCHES)) {
      const fields = { search: path.slice(SEARCHES.length), view: 'all' };
      const sent = await page?.submit('/individuals/searches', fields, '/individuals');
      const found = await page?.get(String(sent?.headers['location'] ?? '/individuals'));
      return `${sent?.status} ${found?.status}\n${normalised(found?.text ?? '')}`;
    }
    const answer = path.startsWith('/api/v1/') ? await api?.get(path.slice('/api/v1'.length)) : await page?.get(path);
    const to = answer?.headers['location'] ?? answer?.headers['etag'] ?? '';
    return `${answer?.status} ${to}\n${normalised(answer?.text ?? '')}`;
  }
}

/** What is new in each answer, whoever asks. What was searched for stands in the answer, with or without somebody found. */
const normalised = (text: string): string =>
  text
    .replace(/nonce="[^"]*"/g, 'nonce')
    .replace(/(name="(?:_csrf|submissionId)" value=")[^"]*/g, '$1')
    .replace(/(name="draftOf" value="\/referrals\/begun\/)[^"]*/g, '$1')
    .replace(/"requestId":"[^"]*"/g, 'requestId')
    .replace(/challenge&quot;:&quot;[^&]*/g, 'challenge')
    .replace(/found=[0-9a-f-]{36}/g, 'found')
    .replace(/(‘|value="|search=)Zephyrine/g, '$1searched');

/** Every GET of the live router with ids that are there, and the questions that could find somebody. */
export function everyPath(test: TestApp, world: RichPartnership): string[] {
  const skipped = [
    ...GROWS_BY_READING,
    '/api/openapi.json',
    '/health/live',
    '/health/ready',
    '/health/audit',
    '/sign-in/resume',
    '/demonstration/mail',
  ];
  const routes = liveRoutes(test.app)
    .filter(({ method, path }) => method === 'GET' && !skipped.includes(path) && !/\{|\*/.test(path))
    .map(({ path }) => filled(path, world));
  return [
    ...new Set(routes),
    SEARCHES + CANARY,
    // With a letter wrong in the middle: names that are only like it are looked for too.
    `${SEARCHES}${CANARY.slice(0, 3)}x${CANARY.slice(4)}`,
    `${SEARCHES}TC-2026`,
    '/individuals?view=all',
    '/api/v1/individuals?search=TC-2026',
    '/reviews?view=overdue',
    `/audit-events?${DAY_BEFORE}`,
    '/api/v1/audit-events?from=2026-11-20&to=2026-11-20',
    `/api/v1/actions?view=open`,
  ];
}

function filled(route: string, { rich, meetingId, itemIds }: RichPartnership): string {
  const ids: [RegExp, string][] = [
    [/^\/(api\/v1\/)?individuals\/:id/, rich.individualId],
    [/^\/(api\/v1\/)?plans\/:id/, rich.planId],
    [/^\/(api\/v1\/)?actions\/:id/, rich.actionIds[0] ?? ''],
    [/^\/(api\/v1\/)?meetings\/:id/, meetingId],
    [/^\/api\/v1\/reviews\/:id/, rich.reviewId],
    [/^\/api\/v1\/screenings\/:id/, rich.screeningIds[0] ?? ''],
    [/^\/api\/v1\/assignments\/:id/, rich.assignmentId],
  ];
  const id = ids.find(([pattern]) => pattern.test(route))?.[1] ?? '0195a000-0000-7000-8000-000000000001';
  return route
    .replace(':itemId', itemIds[0] ?? '')
    .replace(':noteId', rich.noteId)
    .replace(':reviewId', rich.reviewId)
    .replace(':screeningId', rich.screeningIds[0] ?? '')
    .replace(':assignmentId', rich.assignmentId)
    .replace(':section', 'worries')
    .replace(':number', '1')
    .replace(/:id\b/, id)
    .replace(/:\w+/g, '0195a000-0000-7000-8000-000000000001');
}

/** A restricted person with a live plan, an overdue review, a note, an action that somebody not named owns, and a place on the agenda. */
export async function recordOne(test: TestApp, world: RichPartnership): Promise<string> {
  test.clock.set('2026-11-20T09:00:00Z');
  const made = await makeCase(test, {
    givenName: CANARY,
    familyName: 'Quartermaine',
    dateOfBirth: BORN,
    plan: 'live',
    reviewDueOn: '2026-11-01',
    restrictedTo: NAMED,
  });
  const nurse = await test.actor('nurse@health.example');
  const { individualId } = made;
  await test.get(AddNote).run(nurse, { individualId, text: CANARY, basis: 'fact', happenedOn: '2026-11-19' });
  const { id } = await test.get(AddAction).run(nurse, {
    individualId,
    madeIn: 'plan',
    madeInId: made.planId,
    description: CANARY,
    kind: 'support',
    ownerId: nurse.userId,
    dueOn: '2026-11-21',
  });
  const lead = test.userId(LEAD);
  await test.sql('UPDATE actions SET owner_id = $2, version = version + 1 WHERE id = $1', [id, lead]);
  await test.sql(
    `INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, created_at)
     SELECT $1, m.id, m.panel_id, $2, 'review_overdue', 90, $4 FROM meetings m WHERE m.id = $3`,
    [newId(), individualId, world.meetingId, test.clock.now()],
  );
  test.clock.set(TEST_NOW);
  return individualId;
}
