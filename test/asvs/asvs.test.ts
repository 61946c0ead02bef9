import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf, linesOf, STATES, testsOf, totalsSaid } from './page';
import { ROOT } from './sources';
import { faultOf, titlesOf } from './titles';

/** Every line that must be on the page, whether it is ticked or not. */
const EXPECTED = Object.entries({
  'V1.2': [1, 2, 4, 5, 9, 10],
  'V1.3': [1, 2, 6, 7, 11, 12],
  'V1.5': [2, 3],
  'V2.2': [1, 2, 3],
  'V2.3': [1, 3, 4, 5],
  'V2.4': [1],
  'V3.2': [1],
  'V3.3': [1, 2, 3, 4],
  'V3.4': [1, 2, 3, 4, 5, 6, 7, 8],
  'V3.5': [1, 3, 8],
  'V3.7': [2],
  'V4.1': [1, 3, 4],
  'V4.2': [1],
  'V5.2': [1, 2, 3, 4, 6],
  'V5.3': [2],
  'V5.4': [1, 2, 3],
  'V6.1': [1],
  'V6.2': [1, 4, 5, 8, 9, 12],
  'V6.3': [1, 2, 3, 4, 5, 6, 7, 8],
  'V6.4': [1, 3, 6],
  'V6.5': [1, 2, 5],
  'V6.6': [3],
  'V6.8': [1, 4],
  'V7.2': [3, 4],
  'V7.3': [1, 2],
  'V7.4': [1, 2, 3, 5],
  'V7.5': [1, 2, 3],
  'V8.1': [1, 2],
  'V8.2': [1, 2, 3],
  'V8.3': [1, 2, 3],
  'V8.4': [1, 2],
  'V9.1': [1, 2, 3],
  'V9.2': [1, 2, 3],
  'V10.1': [2],
  'V10.2': [1],
  'V10.5': [1, 2, 3, 4, 5],
  'V11.2': [4],
  'V11.3': [2, 3, 4],
  'V11.4': [2],
  'V11.5': [1],
  'V12.1': [1, 2],
  'V12.3': [1],
  'V13.1': [3],
  'V13.2': [2, 6],
  'V13.3': [1, 4],
  'V13.4': [1, 2, 4, 5, 6],
  'V14.2': [1, 6, 7],
  'V14.3': [1, 2, 3],
  'V15.1': [2],
  'V15.2': [1],
  'V15.3': [1, 3, 6, 7],
  'V15.4': [2],
  'V16.2': [5],
  'V16.3': [1, 2],
  'V16.4': [1, 2],
  'V16.5': [1, 2, 3, 4],
}).flatMap(([section, numbers]) => numbers.map((number) => `${section}.${number}`));

const page = readFileSync(join(__dirname, 'README.md'), 'utf8');
const lines = linesOf(page);

describe('the checklist of ASVS 5.0', () => {
  it('has every line once, each ticked, shown by a command, open or not applicable', () => {
    expect(lines.map(({ id }) => id).sort()).toEqual([...EXPECTED].sort());
    expect(lines.filter(({ state }) => !STATES.some((one) => one === state))).toEqual([]);
    // No other row of a line escapes the reading above.
    expect(page.match(/^\| V\d+\.\d+\.\d+ +\| L/gm)).toHaveLength(lines.length);
  });

  it('ticks nothing without a test that is there, is not skipped and is run', () => {
    const ticked = lines.filter(({ state }) => state === 'ticked');
    const faults = ticked.flatMap(({ id, shown }) => {
      const tests = testsOf(shown);
      if (tests.length === 0 || tests.length !== shown.split('<br>').length) return [`${id} names no test: ${shown}`];
      return tests
        .map(({ file, title }) => faultOf(file, title))
        .flatMap((fault) => (fault ? [`${id}: ${fault}`] : []));
    });
    expect(faults).toEqual([]);
  });

  it('names a command of package.json where a command shows it, and a reason where nothing does', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    for (const { id, state, shown } of lines) {
      if (state === 'command') expect([id, commandsOf(shown).length > 0]).toEqual([id, true]);
      for (const name of commandsOf(shown)) expect(Object.keys(scripts)).toContain(name);
      if (state === 'open' || state === 'not applicable') expect([id, shown.length > 5]).toEqual([id, true]);
    }
    for (const suite of ['test', 'test:redis', 'test:browser']) expect(Object.keys(scripts)).toContain(suite);
  });

  it('states its totals as they are', () => {
    const counted = STATES.map((state) => [state, lines.filter((line) => line.state === state).length]);
    expect(totalsSaid(page)).toEqual(Object.fromEntries(counted));
  });
});

describe('a mistake in the checklist', () => {
  const text = `
    describe('a door', () => {
      it('is shut', () => {});
      it.each([1])('is shut at %s', () => {});
      it.skip('is open', () => {});
      describe.skip('a window', () => { it('is shut too', () => {}); });
      xit('is gone', () => {});
      it.todo('will be');
    });
    it.only.each\`x\`('is tabled', () => {});`;
  const read = (file: string) => (file === 'test/door.nothing' || file.includes('gone') ? undefined : text);

  it('is found: a title that is not there, is part of one, or is skipped', () => {
    expect(titlesOf(text)).toEqual(['a door', 'is shut', 'is shut at %s', 'is tabled']);
    for (const title of ['is shut', 'is shut at %s']) expect(faultOf('test/door.test.ts', title, read)).toBeUndefined();
    for (const title of ['is', 'is open', 'is shut too', 'is gone', 'will be', 'a window', '']) {
      expect(faultOf('test/door.test.ts', title, read)).toContain('runs no test');
    }
  });

  it('is found: a file that is not there, or that no suite runs', () => {
    expect(faultOf('test/gone.test.ts', 'is shut', read)).toContain('is not there');
    for (const file of ['test/door.ts', 'scripts/door.test.ts', 'src/door.ts', 'test/door.proof.ts']) {
      expect(faultOf(file, 'is shut', read)).toContain('is run by no suite');
    }
  });

  it('is found: a line without a test, with words in place of one, or with a total that is not so', () => {
    const row = '| V1.2.1 | L1 | typed text | ticked | `test/door.test.ts`: “is shut”<br>and more |';
    const [line] = linesOf(row);
    expect(line).toMatchObject({ id: 'V1.2.1', level: 'L1', state: 'ticked' });
    expect(testsOf(line?.shown ?? '').length).not.toBe(line?.shown.split('<br>').length);
    expect(testsOf('it is well tested')).toEqual([]);
    expect(totalsSaid('| State | Lines |\n| --- | --- |\n| ticked | 7 |\n| open   | 12    |')).toEqual({
      ticked: 7,
      open: 12,
    });
  });
});
