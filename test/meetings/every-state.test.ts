import { PlanMeeting } from '../../src/meetings';
import { addDays } from '../../src/shared/day';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const STATES = ['planned', 'open', 'held', 'list out', 'minutes out', 'sealed', 'cancelled'] as const;
type State = (typeof STATES)[number];

/** The day of the meeting, and somebody seated there. */
interface At {
  day: string;
  seat: string;
}
const elsewhere = ({ day }: At) => ({ heldOn: addDays(day, 200), startsAt: '10:00', place: 'Hall', onRestDay: true });

/** Each act of the chair, who may do it to some meeting; the version is always the present one. */
const ACTS = {
  move: ['move', (at: At) => ({ ...elsewhere(at), reason: 'The room is taken' })],
  cancel: ['cancellation', () => ({ reason: 'Snow' })],
  open: ['opening', ({ seat }: At) => ({ chairId: seat, minuteTakerId: seat })],
  'make the agenda': ['agenda', () => ({})],
  minute: ['entries', () => ({ kind: 'discussion', text: 'The school is worried' })],
  correct: ['entries', () => ({ kind: 'correction', text: 'The school was not worried' })],
  close: ['closure', () => ({})],
  'send the action list round': ['action-list/issue', () => ({})],
  'send the minutes round': ['minutes/issue', () => ({})],
  'approve the minutes': ['minutes/approval', () => ({})],
} as const;
type Act = keyof typeof ACTS;

/** Closed without having been opened: nobody came, and what was listed goes to the next one. Opened again: somebody else chairs. */
const MAY: Record<State, readonly Act[]> = {
  planned: ['move', 'cancel', 'open', 'make the agenda', 'minute', 'correct', 'close'],
  open: ['open', 'make the agenda', 'minute', 'correct', 'close'],
  held: ['correct', 'send the action list round', 'send the minutes round'],
  'list out': ['correct', 'send the minutes round'],
  'minutes out': ['correct', 'approve the minutes'],
  sealed: [],
  cancelled: [],
};

describe('a meeting, in each of its states', () => {
  let test: TestApp;
  let day = '2026-12-01';

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
  });
  afterAll(() => test.stop());

  const rowOf = async (id: string) => {
    const [row] = await test.sql<{ version: number }>(
      `SELECT m.*, (SELECT count(*)::integer FROM meeting_entries e WHERE e.meeting_id = m.id) AS entries FROM meetings m WHERE m.id = $1`,
      [id],
    );
    return { ...row, version: Number(row?.version) };
  };
  const act = async (id: string, wanted: Act) => {
    const [path, body] = ACTS[wanted];
    const api = await test.api(CHAIR);
    const { version } = await rowOf(id);
    return (
      await api.post(`/meetings/${id}/${path}`, body({ day, seat: test.userId(CHAIR) })).set('If-Match', `"${version}"`)
    ).status;
  };
  const planned = async (heldOn: string): Promise<string> => {
    const meeting = { heldOn, startsAt: '09:00', place: 'Observatory room', onRestDay: true };
    return (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
  };
  const STEPS: Record<State, readonly Act[]> = {
    planned: [],
    open: [],
    held: ['close'],
    'list out': ['close', 'send the action list round'],
    'minutes out': ['close', 'send the action list round', 'send the minutes round'],
    sealed: ['close', 'send the action list round', 'send the minutes round', 'approve the minutes'],
    cancelled: ['cancel'],
  };
  /** A meeting of a day of its own, and the panel together again on the next: only then minutes are approved. */
  const arranged = async (state: State): Promise<string> => {
    day = addDays(day, 2);
    test.clock.set(new Date(`${day}T10:00:00Z`));
    const id = await planned(day);
    if (state !== 'planned' && state !== 'cancelled') await openTheRoom(test, id);
    await somebodyIsThere(test, MEMBER);
    for (const step of STEPS[state].filter((one) => one !== 'approve the minutes'))
      expect(await act(id, step)).toBe(201);
    const next = await planned(addDays(day, 1));
    test.clock.set(new Date(`${addDays(day, 1)}T10:00:00Z`));
    if (state === 'minutes out' || state === 'sealed') {
      await openTheRoom(test, next);
      await somebodyIsThere(test, MEMBER);
    }
    if (state === 'sealed') expect(await act(id, 'approve the minutes')).toBe(201);
    return id;
  };
  const cells = STATES.flatMap((state) => (Object.keys(ACTS) as Act[]).map((wanted) => [state, wanted] as const));

  it.each(cells)('%s: %s', async (state, wanted) => {
    const id = await arranged(state);
    const before = await rowOf(id);
    const status = await act(id, wanted);
    const after = await rowOf(id);
    if (MAY[state].includes(wanted)) {
      expect(status).toBe(201);
    } else {
      expect([403, 404, 409, 422]).toContain(status);
      expect(after).toEqual(before);
    }
  });
});
