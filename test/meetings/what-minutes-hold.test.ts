import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('what the minutes hold of a decision', () => {
  let test: TestApp;
  let meeting: MeetingOfThree;

  beforeAll(async () => {
    test = await TestApp.start();
    meeting = await meetingOfThree(test);
  });
  afterAll(() => test.stop());

  const decide = async (givenName: string, fields: object, change = ''): Promise<void> => {
    const path = await meeting.itemPath(givenName);
    const answer = await (await test.browse(MEMBER)).submit(`${path}/decision`, { ...fields }, path + change);
    expect([answer.status, load(answer.text)('.govuk-error-summary').text()]).toEqual([303, '']);
  };
  const wordsOf = async (path: string, part = 'main'): Promise<string> =>
    load((await (await test.browse(CHAIR)).get(path)).text)(part)
      .text()
      .replace(/\s+/g, ' ');
  const minutes = (): Promise<string> => wordsOf(`/meetings/${meeting.meetingId}/minutes`, '[data-qa=minutes-text]');
  const times = (words: string, said: string): number => words.split(said).length - 1;

  it('is what the person wanted heard, with their answer, and what the panel heard, once, with a plan or without', async () => {
    await decide('Overdue', { ...filled, decision: 'step_down', newTier: 'high', ...actionFields, 'actions-1-ownerId': test.userId(MEMBER), heard: 'He has stopped answering' }); // prettier-ignore
    const { personViewAnswer: _answer, personView: _view, ...withoutReview } = filled;
    await decide('Planless', { ...withoutReview, heard: 'School sees him daily' });
    const said = 'Agrees with the plan: Wants football back';
    for (const words of [await minutes(), await wordsOf(await meeting.itemPath('Overdue'), '[data-qa=entries]')]) {
      expect([times(words, said), times(words, 'He has stopped answering')]).toEqual([1, 1]);
      expect(words).toMatch(/Wants football back The person’s voice\.|The person’s voice: [^:]*: Wants football back/);
    }
    expect(times(await minutes(), 'School sees him daily')).toBe(1);
    const [review] = await test.sql('SELECT summary, person_view FROM reviews WHERE individual_id = $1', [meeting.overdue.individualId]); // prettier-ignore
    expect(review).toEqual({ summary: 'He has stopped answering', person_view: 'Wants football back' });
  });

  it('outlives a decision that replaces it, and the leaving, with why they leave as it was decided', async () => {
    const accepted = { acceptingAuthority: 'Kent', acceptedBy: 'A. Example, head of service', 'acceptedOn-day': '20', 'acceptedOn-month': '11', 'acceptedOn-year': '2026' }; // prettier-ignore
    const asked = { ...actionFields, 'actions-1-description': 'Ring Kent', 'actions-1-ownerId': test.userId(MEMBER) };
    // The tier came with the form of the step that stands: closing takes none, and says nothing of it.
    const change = {
      newTier: 'high',
      changeReason: 'Kent rang',
      heard: 'He has stopped answering',
      rationale: 'Moved to Kent',
    };
    await decide('Overdue', { ...filled, ...change, decision: 'close', exitReason: 'moved_area', ...accepted, ...asked }, '?change=decision'); // prettier-ignore
    const why = 'Why they leave the cohort: moved to another area. Accepted by Kent (A. Example, head of service) on 20 November 2026.'; // prettier-ignore
    const path = await meeting.itemPath('Overdue');
    const pages = [await minutes(), await wordsOf(path), await wordsOf(`/meetings/${meeting.meetingId}/decisions`)];
    for (const words of pages) expect(times(words, why)).toBe(1);
    // Ended by the closing, it is no order any more.
    for (const words of pages.slice(0, 2)) expect(words).not.toMatch(/Find a safe club, by/);
    expect(pages[0]).toMatch(/Find a safe club \([^)]+\)\. No longer needed: /);
    // Put right later, the period of the cohort changes no word of it.
    await test.sql(`UPDATE cohort_memberships SET exit_reason = 'stepped_down', accepting_authority = NULL, accepted_by = NULL, accepted_on = NULL, version = version + 1 WHERE individual_id = $1`, [meeting.overdue.individualId]); // prettier-ignore
    for (const words of [await minutes(), await wordsOf(path)]) {
      expect(words).toContain(why);
      expect(times(words, 'Agrees with the plan: Wants football back')).toBe(1);
      expect(times(words, 'He has stopped answering')).toBe(1);
    }
  });

  it('keeps its time and its actions in timer, figures and lists when the case leaves', async () => {
    const { meetingId } = meeting;
    // Opened at 11:30; the first case left at 11:34, the second was decided at 11:35.
    const at = (minute: number) => `2026-11-21T11:${minute}:00Z`;
    await test.sql('UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1', [meetingId, at(30)]);
    for (const [name, decided, started] of [['Overdue', 34, 30], ['Planless', 35, 34]] as const) // prettier-ignore
      await test.sql(`UPDATE meeting_items t SET decided_at = $2, started_at = $3, version = t.version + 1 FROM individuals i
                       WHERE i.id = t.individual_id AND i.given_name = $1`, [name, at(decided), at(started)]); // prettier-ignore
    const list = (await wordsOf('/meetings/figures?list=time-per-case')).replace(/.*Minutes a case, on average: /, '');
    expect(list).toMatch(/^3 .*item 1: 4 minutes.*item \d: 1 minute(?!s)/);
    await test.sql(`UPDATE meeting_items t SET status = 'listed', decision = NULL, rationale = NULL, decided_at = NULL, decided_by = NULL, outcome_kept = false,
                      tier_before = NULL, tier_after = NULL, next_review_on = NULL, version = t.version + 1 FROM individuals i
                     WHERE i.id = t.individual_id AND i.given_name = 'Planless'`); // prettier-ignore
    expect(await wordsOf(await meeting.itemPath('Planless'), '[data-qa=timers]')).toContain('started 11:34');
    const figures = load((await (await test.browse(CHAIR)).get('/meetings/figures')).text);
    const cells = figures('[data-qa=action-figures] tbody a').toArray().map((one) => figures(one)); // prettier-ignore
    expect(cells.map((cell) => cell.contents().first().text())).toEqual(['1', '1']);
    const lists = await Promise.all(cells.map((cell) => wordsOf(cell.attr('href') ?? '')));
    expect(lists.join(' ')).toMatch(/Find a safe club.*Ring Kent|Ring Kent.*Find a safe club/);
    const home = load((await (await test.browse(MEMBER)).get('/meetings')).text)('main');
    expect(home.text()).toContain('You own 1 open action of the panel');
    const own = home.find('a').filter((_, one) => load(one).text() === 'Ring Kent');
    expect(own.attr('href')).toMatch(/^\/actions\//);
    expect((await (await test.browse(MEMBER)).get(own.attr('href') ?? '')).status).toBe(200);
  });

  it('names who left on agenda, pack and copy as in the minutes, to their readers, and plans no meeting that is over', async () => {
    const page = `/meetings/${meeting.meetingId}`;
    const chair = await test.browse(CHAIR);
    expect((await chair.submit(`${page}/pack-copies`, {}, `${page}/pack`)).status).toBe(303);
    for (const path of [page, `${page}/pack`, `${page}/pack-copies/1`]) {
      const words = await wordsOf(path);
      expect(words).toMatch(/Overdue Demo.*Close/);
      expect(words).not.toMatch(/Restricted item|Secret Demo/);
    }
    expect(await wordsOf(page)).toContain('The meeting takes about');
    await test.sql(`UPDATE meetings SET status = 'held', closed_at = $2, version = version + 1 WHERE id = $1`, [meeting.meetingId, '2026-11-21T12:00:00Z']); // prettier-ignore
    expect(await wordsOf(page)).not.toContain('The meeting takes about');
  });

  it('leads the next meeting to the approval of the last minutes, before what is outstanding', async () => {
    await test.sql('UPDATE meetings SET actions_issued_at = closed_at, minutes_issued_at = closed_at, version = version + 1 WHERE id = $1', [meeting.meetingId]); // prettier-ignore
    const planned = { heldOn: '2026-12-10', startsAt: '10:00', place: 'Room 1' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), planned);
    test.clock.set(new Date('2026-12-10T10:00:00Z'));
    await openTheRoom(test, id);
    await somebodyIsThere(test, CHAIR);
    const waits = `/meetings/${meeting.meetingId}/minutes`;
    const room = load((await (await test.browse(CHAIR)).get(`/meetings/${id}/room`)).text);
    const [words, outstanding] = room('[data-qa=next-step] p a').toArray().map((one) => room(one).attr('href')); // prettier-ignore
    expect([words, outstanding]).toEqual([waits, `/meetings/${id}/outstanding-actions`]);
    expect(room('[data-qa=next-step] .govuk-button').text()).toContain('Approve the minutes of 21 November 2026');
    expect(room('[data-qa=closing]').attr('href')).toBe(`/meetings/${id}/closing`);
    const closing = load((await (await test.browse(CHAIR)).get(`/meetings/${id}/closing`)).text);
    expect(closing('main a').toArray().map((one) => closing(one).attr('href'))).toContain(waits); // prettier-ignore
    const minutes = load((await (await test.browse(CHAIR)).get(`/meetings/${id}/minutes`)).text);
    expect(minutes(`[data-qa=minutes-text] a[href="${waits}"]`).text()).toContain('wait for approval');
    // Only its chair approves: a member is led past it, and told.
    const theirs = load((await (await test.browse(MEMBER)).get(`/meetings/${id}/room`)).text);
    expect(theirs('[data-qa=next-step] .govuk-button').text()).not.toContain('Approve');
    expect(theirs('[data-qa=next-step]').text()).toContain('The minutes of 21 November 2026 wait for approval');
  });
});
