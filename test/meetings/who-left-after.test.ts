import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { CONFLICTED, NEXT, SomebodyWhoLeft } from './somebody-who-left';

describe('after the meeting that decided about somebody who has left the cohort by it', () => {
  let test: TestApp;
  let left: SomebodyWhoLeft;

  beforeAll(async () => {
    left = await SomebodyWhoLeft.start();
    test = left.test;
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  it('opens the next meeting with its actions, answered there by their agency or the chair', async () => {
    await left.hold(left.meeting);
    expect((await (await test.api(MEMBER)).post(`${left.path}/entries`, { kind: 'view', text: 'x' })).status).toBe(409);
    const minutes = `/meetings/${left.meeting}/minutes`;
    const correction = { itemId: left.path.split('/').at(-1) ?? '', text: 'He is 17' };
    expect((await (await test.browse(MEMBER)).submit(`${minutes}/corrections`, correction, minutes)).status).toBe(303);
    expect((await left.pageFor(MEMBER))('main').text()).toMatch(/He is 17[^]*The meeting is closed/);
    test.clock.set(new Date(`${NEXT}T10:00:00Z`));
    await openTheRoom(test, left.next);
    await somebodyIsThere(test, CHAIR);
    const outstanding = `/meetings/${left.next}/outstanding-actions`;
    const page = await left.pageFor(MEMBER, outstanding);
    expect(page('[data-qa=unanswered]').text()).toContain('2 outstanding actions are unanswered');
    expect((await left.pageFor(MEMBER, `/meetings/${left.next}/room`))('[data-qa=next-step]').text()).toContain(
      '2 outstanding',
    );
    expect(page('[data-qa=outstanding] a')).toHaveLength(0);
    expect((await left.pageFor(CONFLICTED, outstanding))('[data-qa=outstanding]')).toHaveLength(0);
    await expect(left.answer(left.next, 'Tell the surgery', CONFLICTED, 'x')).rejects.toMatchObject({ status: 404 });
    await expect(left.answer(left.next, 'Tell the school', MEMBER, 'x')).rejects.toMatchObject({ status: 409 });
    await expect(left.answer(left.next, 'Tell the surgery', MEMBER, 'x', 9)).rejects.toMatchObject({ code: 'stale' });
    const { id } = await left.actionNamed('Tell the surgery');
    const said = { [`answer-${id}`]: 'done', [`words-${id}`]: 'Written to Dr Example' };
    expect((await (await test.browse(MEMBER)).submit(outstanding, said, outstanding)).status).toBe(303);
    await left.answer(left.next, 'Tell the school', CHAIR, 'The school has closed');
    expect(await left.minutesFor(CHAIR, left.next)).toMatch(
      /Done\. Written to Dr Example.*The school has closed|The school has closed.*Written to Dr Example/,
    );
    expect([(await left.actionNamed('Tell the surgery')).status, (await left.actionNamed('Tell the school')).status]).toEqual(['done', 'could_not_be_done']); // prettier-ignore
    const told = await test.sql(`SELECT 1 FROM outbox_events WHERE kind = 'action.closed' AND subject_id = $1`, [id]);
    expect(told).toHaveLength(1);
  });

  it('is in the sealed minutes alone once they are approved, as it was recorded', async () => {
    test.clock.set(new Date(`${NEXT}T11:00:00Z`));
    const minutes = `/meetings/${left.meeting}/minutes`;
    const chair = await test.browse(CHAIR);
    expect((await chair.submit(`${minutes}/issue`, {}, minutes)).status).toBe(303);
    const draft = await left.minutesFor(MEMBER);
    const counted = async () => {
      const agenda = await left.pageFor(MEMBER, `/meetings/${left.meeting}`);
      const list = await left.pageFor(MEMBER, `/meetings/${left.meeting}/decisions`);
      const figures = await left.pageFor(MEMBER, '/meetings/figures');
      // Only the way to the item is gone.
      return [agenda('#agenda').text(), list('main').text(), figures('main').text()].map((words) =>
        words.replace(/\s+/g, ' '),
      );
    };
    const before = await counted();
    expect(before[1]).toMatch(/Tell the surgery.*Tell the school|Tell the school.*Tell the surgery/);
    expect(before[2]).toContain('1: Demonstration Health Trust, done');
    expect((await chair.submit(`${minutes}/approval`, {}, minutes)).status).toBe(303);
    expect(await left.minutesFor(MEMBER)).toBe(draft);
    for (const said of ['Agrees with the plan: Wants football back', 'Why they leave the cohort: stepped down to other support', 'Joined for this item: Ines Guest']) expect(draft).toContain(said); // prettier-ignore
    expect(await counted()).toEqual(before);
    expect(await left.minutesFor(CONFLICTED)).not.toMatch(/Leaver|Coached him/);
    for (const email of [CHAIR, MEMBER]) expect(await left.statusFor(email)).toBe(404);
    const late = await (await test.api(MEMBER)).post(`${left.path}/entries`, { kind: 'correction', text: 'x' });
    expect(late.status).toBe(404);
    expect((await left.pageFor(MEMBER, `/meetings/${left.meeting}/decisions`))('main a[href*="/items/"]')).toHaveLength(
      0,
    );
    const restrict =
      'UPDATE individuals SET is_restricted = $2, restricted_to = $3, version = version + 1 WHERE id = $1';
    await test.sql(restrict, [left.made.individualId, true, [test.userId('manager@scf.example')]]);
    expect(await left.minutesFor(MEMBER)).not.toMatch(/Leaver|Coached him|boxing|Tell the|Ines/);
    expect(await left.minutesFor(MEMBER)).not.toContain('Restricted item');
    expect(await left.minutesFor(CHAIR, left.next)).not.toContain('Written to Dr Example');
    await test.sql(restrict, [left.made.individualId, false, []]);
  });
});
