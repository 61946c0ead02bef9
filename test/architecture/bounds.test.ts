import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const platform = join(__dirname, '../../src/platform');
const page = readFileSync(join(platform, 'README.md'), 'utf8');

/** file: under src/platform; literals: as they stand in it. */
interface Bound {
  file: string;
  literals: string[];
}

const codeIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

const bounds: Bound[] = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('.ts`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , , where = '', literally = '']) => ({ file: codeIn(where)[0] ?? '', literals: codeIn(literally) }));

/** What is waited for, tried again or held open: a number with such a name, or the size of a pool. */
const BOUND =
  /(?:const ([A-Z_]*(?:TIMEOUT|PATIENCE|DEADLINE|TRIES|ATTEMPTS|LONGEST_WAIT|CONNECTIONS_MOST|AT_ONCE_MOST|LAST_ANSWERS|KEEP_ALIVE)[A-Z_]*) = \d)|\b(max|poolSize|concurrency): \d/g;
/** Not of anything behind a running service: the database that is started with it, on one machine. */
const ELSEWHERE = /^embedded\//;

const sources = readdirSync(platform, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !ELSEWHERE.test(file),
);
const sourceOf = (file: string): string => readFileSync(join(platform, file), 'utf8');

describe('the page of what is behind the service', () => {
  it('says of every bound what the code says', () => {
    expect(bounds.length).toBeGreaterThan(25);
    for (const { file, literals } of bounds) {
      expect([file, literals.length > 0]).toEqual([file, true]);
      expect(literals.filter((literal) => !sourceOf(file).includes(literal)).map((one) => `${file}: ${one}`)).toEqual(
        [],
      );
    }
  });

  it('leaves none out', () => {
    const found = sources.flatMap((file) =>
      [...sourceOf(file).matchAll(BOUND)].map(([, constant, option]) => ({ file, name: constant ?? option ?? '' })),
    );
    expect(found.length).toBeGreaterThan(15);
    const isSaid = ({ file, name }: { file: string; name: string }): boolean =>
      bounds.some((bound) => bound.file === file && bound.literals.some((literal) => literal.includes(name)));
    expect(found.filter((one) => !isSaid(one))).toEqual([]);
  });
});
