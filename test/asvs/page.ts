/** One line of the checklist. */
export interface Line {
  id: string;
  level: string;
  state: string;
  shown: string;
}

export interface Totals {
  ticked: number;
  command: number;
  open: number;
  'not applicable': number;
}

export const STATES = ['ticked', 'command', 'open', 'not applicable'] as const;

/** The lines of the page: `| V1.2.1 | L1 | words | ticked | what shows it |`. */
export const linesOf = (page: string): Line[] =>
  [...page.matchAll(/^\| (V\d+\.\d+\.\d+) +\| (L\d) +\| .+? +\| (.+?) +\| (.*?) *\|$/gm)].map(
    ([, id = '', level = '', state = '', shown = '']) => ({ id, level, state, shown }),
  );

/** `` `test/x.test.ts`: “title” `` for each test that a line names. */
export const testsOf = (shown: string): { file: string; title: string }[] =>
  [...shown.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));

/** `` `npm run x` `` */
export const commandsOf = (shown: string): string[] =>
  [...shown.matchAll(/`npm run ([\w:-]+)`/g)].map(([, name = '']) => name);

/** What the page says of itself. */
export const totalsSaid = (page: string): Partial<Record<string, number>> =>
  Object.fromEntries([...page.matchAll(/^\| (.+?) +\| (\d+) +\|$/gm)].map(([, name, many]) => [name, Number(many)]));
