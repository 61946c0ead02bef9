import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sheetOf } from './sample';

const STATES = ['previewed', 'answered', 'held back', 'another being made', 'confirmed', 'abandoned'] as const;
type State = (typeof STATES)[number];

const ACTS = ['answer over the API', 'answer', 'confirm over the API', 'confirm', 'abandon'] as const;
type Act = (typeof ACTS)[number];

/** The only steps there are. Answers and the end of an import wait for nobody else's; making people waits for the one being made. */
const MAY: Record<State, readonly Act[]> = {
  previewed: ACTS,
  answered: ACTS,
  'held back': ['answer over the API', 'answer', 'abandon'],
  'another being made': ['answer over the API', 'answer', 'abandon'],
  confirmed: [],
  abandoned: [],
};

interface Made {
  id: string;
  version: number;
  path: string;
  content: Buffer;
}

const SOUNDS = ['bram', 'kest', 'lown', 'mux', 'zil', 'rath', 'teg', 'vosh', 'nump', 'darj', 'fyle'];

/** No two are alike enough to be taken for one person. */
const nameOf = (n: number): string => {
  const sound = (step: number) => SOUNDS[(n * step + Math.floor(n / SOUNDS.length)) % SOUNDS.length] ?? '';
  return `${sound(1)}${sound(3)}${sound(5)}, ${sound(7)}${sound(2)}${sound(4)}`;
};

describe('an import, in each of its states', () => {
  let test: TestApp;
  let coordinator: Coordinator;
  let sheets = 0;

  beforeAll(async () => {
    test = await TestApp.start();
    coordinator = await Coordinator.signIn(test);
  });
  afterAll(() => test.stop());
  // One person keeps ten that wait.
  afterEach(() => test.sql(`DELETE FROM imports WHERE status <> 'confirmed'`));

  /** One row can be made; the other waits until it is said that its date of birth is not known. */
  const uploaded = async (rows: 'some' | 'none' = 'some'): Promise<Made> => {
    sheets += 1;
    const [one, other] = [nameOf(sheets * 2), nameOf(sheets * 2 + 1)];
    const waits = { Ref: `W/${sheets}`, Name: one, DOB: 'unreadable' };
    const goes = { Ref: `G/${sheets}`, Name: other, DOB: '02/03/2010' };
    const content = rows === 'some' ? sheetOf(waits, goes) : sheetOf(waits);
    const path = await coordinator.preview(content);
    return { id: path.split('/').at(-1) ?? '', version: 1, path, content };
  };
  const rowOf = async ({ id }: Made) =>
    (
      await test.sql<{ status: string; version: number }>(
        'SELECT status, version, choices, content IS NULL AS "isGone" FROM imports WHERE id = $1',
        [id],
      )
    )[0];
  const people = async (): Promise<number> =>
    Number((await test.sql('SELECT count(*) AS people FROM individuals'))[0]?.['people']);
  const versioned = async (made: Made) => ({ ...made, version: (await rowOf(made))?.version ?? 0 });

  const ARRANGED: Record<State, () => Promise<Made>> = {
    previewed: () => uploaded(),
    answered: async () => {
      const made = await uploaded();
      await done['answer over the API'](made);
      return versioned(made);
    },
    'held back': () => uploaded('none'),
    'another being made': () => uploaded(),
    confirmed: async () => {
      const made = await uploaded();
      await coordinator.confirmWhole(made.path);
      return versioned(made);
    },
    abandoned: async () => {
      const made = await uploaded();
      await done.abandon(made);
      return versioned(made);
    },
  };

  const api = () => test.api('chair@mace.example');
  /** As a form that was opened before the state was reached: its own fields, and the version of now. */
  const form = async ({ path, version }: Made, to: string, fields: Record<string, string> = {}): Promise<number> =>
    (await coordinator.page.post(`${path}/${to}`, { ...(await tokens()), version: String(version), ...fields })).status;
  const tokens = () => coordinator.page.hiddenFields('/imports', '/imports');
  const previewKey = async ({ id }: Made): Promise<string> =>
    String((await (await api()).get(`/imports/${id}`)).body.preview?.previewKey ?? '0'.repeat(32));
  const done: Record<Act, (made: Made) => Promise<number>> = {
    'answer over the API': async ({ id, version }) =>
      (await (await api()).patch(`/imports/${id}`, { withoutDateOfBirth: { 2: true } }).set('If-Match', `"${version}"`))
        .status,
    answer: (made) => form(made, 'choices', { 'withoutDateOfBirth.2': 'yes' }),
    'confirm over the API': async ({ id, version }) =>
      (await (await api()).post(`/imports/${id}/confirmation`).set('If-Match', `"${version}"`)).status,
    confirm: async (made) => {
      const status = await form(made, 'confirmation', { previewKey: await previewKey(made) });
      while ((await coordinator.text(made.path)).includes('The import is being made'));
      return status;
    },
    abandon: (made) => form(made, 'abandonment'),
  };

  /** While somebody else's import is being made, which holds the lock to its end. */
  const meanwhile = async <T>(run: () => Promise<T>): Promise<T> => {
    await test.sql(`SELECT pg_advisory_lock(hashtextextended('imports', 0))`);
    try {
      return await run();
    } finally {
      await test.sql(`SELECT pg_advisory_unlock(hashtextextended('imports', 0))`);
    }
  };

  it.each(STATES.flatMap((state) => ACTS.map((act) => [state, act] as const)))('%s: %s', async (state, act) => {
    const made = await ARRANGED[state]();
    const before = { row: await rowOf(made), people: await people() };
    const run = () => done[act](made);
    const status = await (state === 'another being made' ? meanwhile(run) : run());
    const after = { row: await rowOf(made), people: await people() };
    if (MAY[state].includes(act)) {
      expect([200, 201, 303]).toContain(status);
      expect(after.row?.version).toBe(made.version + 1);
      const becomes = act === 'abandon' ? 'abandoned' : act.startsWith('confirm') ? 'confirmed' : 'previewed';
      expect(after.row).toMatchObject({ status: becomes, isGone: becomes !== 'previewed' });
      const persons = becomes === 'confirmed' ? (state === 'answered' ? 2 : 1) : 0;
      expect(after.people - before.people).toBe(persons);
    } else {
      expect(status).toBe(409);
      expect(after).toEqual(before);
    }
  });

  it('the same file uploaded again leads to the preview that is open, and makes nobody twice after it is over', async () => {
    for (const state of STATES) {
      const made = await ARRANGED[state]();
      const again = await coordinator.preview(made.content);
      const isOver = state === 'confirmed' || state === 'abandoned';
      expect([state, again === made.path]).toEqual([state, !isOver]);
      if (state !== 'confirmed') continue;
      const before = await people();
      await coordinator.confirm(again);
      expect(await people()).toBe(before);
    }
  });
});
