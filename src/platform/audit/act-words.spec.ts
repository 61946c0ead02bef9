import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACT_KINDS, actWords } from './act-words';

const SOURCES = join(__dirname, '..', '..');
const source = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('act-words'))
  .map((path) => readFileSync(join(SOURCES, path), 'utf8'))
  .join('\n');

describe('a kind of act', () => {
  it.each(Object.values(ACT_KINDS).flatMap(({ acts }) => acts))('has %s, which the service writes', (act) => {
    expect(source).toContain(`'${act}'`);
  });
});

describe('an act of the audit in words', () => {
  it.each([
    ['plan.submitted', 'Plan submitted'],
    ['cohort_membership.ended', 'Cohort membership ended'],
    ['session.started', 'Signed in'],
    ['individual.read.refused', 'Individual’s overview read: refused, nothing was shown'],
  ])('says %s as "%s"', (act, words) => {
    expect(actWords(act)).toBe(words);
  });
});
