import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../../src');
/** Long enough that a pattern which tries everything twice shows, short enough that one which reads it twice does not. */
const LENGTH = 3_000;
const BOUND = 250;
/** What patterns repeat, and what makes them fail at the very end. */
const PARTS = [
  'a',
  'A',
  '0',
  ' ',
  '-',
  '.',
  '/',
  '"',
  "'",
  '@',
  ',',
  ';',
  '=',
  '\\',
  '\t',
  '\n',
  'a1',
  'a.',
  'a-',
  '"a',
  'a,',
  '=?',
  ' a',
  '\\"',
];
const ENDS = ['', '!', '\n', '\u0000', '@', 'é'];

interface Found {
  file: string;
  pattern: RegExp;
}

function patternsOf(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1).replace('g', '')) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Milliseconds of this process's own work: what else the machine does is not counted. */
function spentSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

/** ASVS 5.0 V1.3.12. */
describe('every regular expression of the service', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|js)$/.test(file));
  const patterns = files.filter((file) => !file.endsWith('.spec.ts')).flatMap(patternsOf);

  it('answers a hostile text at once', () => {
    expect(patterns.length).toBeGreaterThan(100);
    const slow: string[] = [];
    for (const { file, pattern } of patterns) {
      for (const part of PARTS) {
        for (const end of ENDS) {
          const text = part.repeat(LENGTH / part.length) + end;
          const from = process.cpuUsage();
          pattern.test(text);
          if (spentSince(from) > BOUND) slow.push(`${file} ${pattern} by ${JSON.stringify(part)}`);
        }
      }
    }
    expect(slow).toEqual([]);
  }, 120_000);

  it('is found slow when it is', () => {
    const from = process.cpuUsage();
    /^(\w+\s?)*$/.test(`${'a'.repeat(21)}!`);
    expect(spentSince(from)).toBeGreaterThan(5);
  });
});
