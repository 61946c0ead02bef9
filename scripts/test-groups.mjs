// Jest loads Nest, TypeORM and the whole application anew for every file, which takes longer than most files take to run.
// A run of everything therefore gives it groups: files made for the run, each of which has some test files one after the
// other. `npx jest <path>` and `npm test <path>` still run a file by itself.
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FILES_IN_A_GROUP = 8;
const RULES_IN_A_GROUP = 26;

/** Writes the groups of the main suite into a folder of their own and gives its path; whoever asked removes it. */
export function writeGroups(root) {
  const tests = filesBelow(root, 'test', '.test.ts');
  const rules = filesBelow(root, 'src', '.spec.ts');
  const groups = [...cut(tests, FILES_IN_A_GROUP), ...cut(rules, RULES_IN_A_GROUP)];
  const parent = join(root, '.tmp');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'tests-'));
  groups.forEach((files, at) => writeFileSync(join(folder, nameOf(files, at)), sourceOf(root, files)));
  return folder;
}

function filesBelow(root, folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

function cut(files, many) {
  const groups = [];
  for (let from = 0; from < files.length; from += many) groups.push(files.slice(from, from + many));
  return groups;
}

/** `03-cohort-to-imports.js`: what the slow ones are called in Jest's report. */
function nameOf(files, at) {
  const slice = (file) => file.split('/')[1];
  const [first, last] = [slice(files[0]), slice(files.at(-1))];
  const words = first === last ? first : `${first}-to-${last}`;
  return `${String(at + 1).padStart(2, '0')}-${words}.js`;
}

function sourceOf(root, files) {
  const together = JSON.stringify(resolve(root, 'test/support/together.ts'));
  const parts = files.map(
    (file) => `together(${JSON.stringify(file)}, () => require(${JSON.stringify(resolve(root, file))}));`,
  );
  return [`const { together } = require(${together});`, ...parts, ''].join('\n');
}
