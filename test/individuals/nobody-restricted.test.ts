import { newId } from '../../src/shared/ids';
import { CHAIR, LEAD } from '../architecture/rich-case';
import { CANARY, EveryAnswer, everyPath, recordOne, SEARCHES } from './every-answer';

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
    expect(differ).toEqual([]);
    expect([...after].filter(([, answer]) => answer.includes(CANARY)).map(([key]) => key)).toEqual([]);
    expect(after.get(`${CHAIR} /meetings/${world.meetingId}`)).toMatch(/^200/);
    expect([...before].filter(([, answer]) => answer.startsWith('5')).map(([key]) => key)).toEqual([]);
    expect(after.get(`${LEAD} ${SEARCHES}TC-2026`)).toMatch(/^303 200/);
    expect(before.size).toBeGreaterThan(250);
  }, 300_000);
});
