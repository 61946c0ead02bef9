import { load } from 'cheerio';
import { ChangeMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import type { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** Two planned meetings with the same two overdue cases listed at the first, one of them restricted to a member since. */
export interface TwoMeetings {
  first: string;
  second: string;
  owed: MadeCase;
  secret: MadeCase;
}

const due = {
  plan: 'live',
  dateOfBirth: '2010-06-01',
  cohortSince: '2026-01-05',
  reviewDueOn: '2026-11-10',
} as const;

/** What is done to them through the verbs of the chair; `test` is there once the application is started. */
export function twoMeetings(test: () => TestApp) {
  const plan = async (heldOn: string): Promise<string> =>
    (
      await test()
        .get(PlanMeeting)
        .run(await test().actor(CHAIR), { heldOn, startsAt: '10:00', place: 'Room 1' })
    ).id;
  const versionOf = async (table: 'meetings' | 'meeting_items', id: string): Promise<number> =>
    (await test().sql<{ version: number }>(`SELECT version FROM ${table} WHERE id = $1`, [id]))[0]?.version ?? 0;
  const cancel = async (meetingId: string) =>
    test()
      .get(ChangeMeeting)
      .cancel(await test().actor(CHAIR), {
        meetingId,
        version: await versionOf('meetings', meetingId),
        reason: 'Snow',
      });
  const move = async (meetingId: string, heldOn: string) =>
    test()
      .get(ChangeMeeting)
      .move(await test().actor(CHAIR), {
        meetingId,
        version: await versionOf('meetings', meetingId),
        ...{ heldOn, startsAt: '14:00', place: 'Hall', reason: 'The room is taken' },
      });
  const itemOf = async (meetingId: string, made: MadeCase) =>
    (
      await test().sql<{ id: string; status: string; reason: string }>(
        'SELECT id, status, reason FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
        [meetingId, made.individualId],
      )
    )[0];
  const page = async (email: string, path: string): Promise<string> =>
    load((await (await test().browse(email)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');
  const begin = async (): Promise<TwoMeetings> => {
    await withoutCases(test());
    const owed = await makeCase(test(), { givenName: 'Owed', ...due });
    const secret = await makeCase(test(), { givenName: 'Secret', ...due });
    const first = await plan('2026-11-26');
    const second = await plan('2026-12-10');
    await test().sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [secret.individualId, [test().userId(MEMBER)]],
    );
    return { first, second, owed, secret };
  };
  return { begin, plan, versionOf, cancel, move, itemOf, page };
}
