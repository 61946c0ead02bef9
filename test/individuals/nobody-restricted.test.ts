import { newId } from '../../src/shared/ids';
import { CHAIR, LEAD } from '../architecture/rich-case';
import { CANARY, EveryAnswer, everyPath, filled, recordOne, SEARCHES } from './every-answer';

/** Where an answer may differ, reviewed by hand: a place on an agenda is a restricted item to its panel, and no more. */
const MAY_SHOW_A_RESTRICTED_ITEM = [
  '/meetings',
  '/meetings/:id',
  '/meetings/:id/items/:itemId',
  '/meetings/:id/decisions',
  '/meetings/:id/minutes',
  '/meetings/:id/pack',
  '/meetings/:id/pack-copies/:number',
  '/api/v1/meetings',
  '/api/v1/meetings/:id',
  '/api/v1/meetings/:id/minutes',
  '/api/v1/meetings/:id/pack',
];
describe('to whoever is not named, a restricted person', () => {
  let every: EveryAnswer;

  beforeAll(async () => {
    every = await EveryAnswer.start();
  }, 300_000);
  afterAll(() => every.test.stop());

  it('is not there: every page and list answers as it did before they were recorded', async () => {
    const { test, world } = every;
    const paths = everyPath(test, world);
    const stranger = newId();
    const before = await every.askAll([...paths, `/individuals/${stranger}`, `/api/v1/individuals/${stranger}`]);
    const first = await recordOne(test, world);
    await recordOne(test, world);
    const after = await every.askAll([...paths, `/individuals/${first}`, `/api/v1/individuals/${first}`]);
    const differ = [...before.keys()].filter((key) => before.get(key) !== after.get(key.replace(stranger, first)));
    const allowed = new Set(
      MAY_SHOW_A_RESTRICTED_ITEM.map((route) => filled(route, world)).flatMap((path) => `${CHAIR} ${path}`),
    );
    expect(differ.filter((key) => !allowed.has(key))).toEqual([]);
    expect(differ).toContain(`${CHAIR} /meetings/${world.meetingId}`);
    expect([...after].filter(([, answer]) => answer.includes(CANARY)).map(([key]) => key)).toEqual([]);
    expect(after.get(`${CHAIR} /meetings/${world.meetingId}`)).toContain('Restricted item');
    expect(after.get(`${CHAIR} /api/v1/meetings/${world.meetingId}/pack`)).toMatch(
      /\{"position":\d+,"isRestricted":true\}/,
    );
    const papers = ['minutes', 'pack', 'pack-copies/1'].map(
      (paper) => `${CHAIR} /meetings/${world.meetingId}/${paper}`,
    );
    const added = papers.flatMap((key) => linesAdded(before.get(key), after.get(key)));
    expect(added.filter((line) => !/90[.:] Restricted item|"item-90"|Item \d+ of 90\./.test(line))).toEqual([]);
    expect([...before].filter(([, answer]) => answer.startsWith('5')).map(([key]) => key)).toEqual([]);
    expect(after.get(`${LEAD} ${SEARCHES}TC-2026`)).toMatch(/^303 200/);
    expect(before.size).toBeGreaterThan(250);
  }, 300_000);
});

const linesAdded = (before = '', after = ''): string[] => {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
};
