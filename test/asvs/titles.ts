import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './sources';

const TESTS = ['it', 'test', 'describe'];
const SKIPS = ['xit', 'xtest', 'xdescribe', 'skip', 'todo', 'failing'];

/** Every title of a test file that runs: `it`, `test` and `describe`, also with `.each`, none that is skipped or within one. */
export function titlesOf(text: string): string[] {
  const source = ts.createSourceFile('test.ts', text, ts.ScriptTarget.ES2023, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const words = wordsOf(node.expression);
      if (words.some((word) => SKIPS.includes(word))) return;
      const [title] = node.arguments;
      if (TESTS.includes(words[0] ?? '') && title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** `it.each(…)('…')` is it, each. */
function wordsOf(called: ts.Expression): string[] {
  if (ts.isIdentifier(called)) return [called.text];
  if (ts.isPropertyAccessExpression(called)) return [...wordsOf(called.expression), called.name.text];
  if (ts.isCallExpression(called)) return wordsOf(called.expression);
  if (ts.isTaggedTemplateExpression(called)) return wordsOf(called.tag);
  return [];
}

/** Which suite of package.json runs the file; nothing where none does. */
export function suiteOf(file: string): 'test' | 'browser' | 'proof' | undefined {
  if (/^test\/.+\.proof\.ts$/.test(file)) return 'proof';
  if (/^test\/.+\.browser\.ts$/.test(file)) return 'browser';
  if (/^test\/.+\.test\.ts$/.test(file) || /^src\/.+\.spec\.ts$/.test(file)) return 'test';
  return undefined;
}

/** What is wrong with one reference of the page, in words; nothing where the file runs a test of that title. */
export function faultOf(file: string, title: string, read = readTest): string | undefined {
  const text = read(file);
  if (text === undefined) return `${file} is not there`;
  if (suiteOf(file) === undefined || suiteOf(file) === 'proof') return `${file} is run by no suite`;
  return titlesOf(text).includes(title) ? undefined : `${file} runs no test “${title}”`;
}

const readTest = (file: string): string | undefined =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;
