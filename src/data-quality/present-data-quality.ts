import type { FigureReader } from '../indicators';
import { casePaths, fullName } from '../individuals';
import type { ProblemCountRow, QualityCountRow } from './data-quality.queries';
import type { WorkList } from './data-quality-reads';
import { dataQualityPaths } from './paths';
import { QUALITY_RULES, RULE_NAMES, type RuleName, SORT_WORDS } from './rules';

/** What there is to mend, the most first. */
export function presentProblems(counts: ProblemCountRow[], isPanel: boolean) {
  const countOf = (rule: RuleName): number => counts.find((row) => row.rule === rule)?.problems ?? 0;
  return {
    whose: isPanel ? 'the cohort of your panel' : 'the cases that your agency leads',
    rules: RULE_NAMES.map((rule) => ({
      href: dataQualityPaths.rule(rule),
      words: QUALITY_RULES[rule].words,
      why: QUALITY_RULES[rule].why,
      sortWords: SORT_WORDS[QUALITY_RULES[rule].sort],
      count: countOf(rule),
    })).sort((one, other) => other.count - one.count),
    completenessHref: isPanel ? dataQualityPaths.completeness : null,
  };
}

export type DataQualityModel = ReturnType<typeof presentProblems>;

/** One rule's cases, each with the place where it is mended. */
export const presentWorkList = ({ rule, page }: WorkList, isFirst: boolean) => ({
  words: QUALITY_RULES[rule].words,
  why: QUALITY_RULES[rule].why,
  cases: page.items.map((row) => ({
    name: fullName(row),
    reference: row.reference,
    href: casePaths.overview(row.id),
    mendHref: QUALITY_RULES[rule].mendAt(row.id),
    agency: row.agency ?? 'No lead professional',
  })),
  nextHref: page.nextCursor === null ? undefined : `${dataQualityPaths.rule(rule)}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : dataQualityPaths.rule(rule),
  backHref: dataQualityPaths.work,
});

export type WorkListModel = ReturnType<typeof presentWorkList>;

/** How complete the records are, by the agency that leads them, with nobody's name. */
export function presentCompleteness(rows: QualityCountRow[], reader: FigureReader) {
  const agencies = [...new Set(rows.map((row) => row.agency))];
  const rules = RULE_NAMES.map((rule) => ({ rule, ...QUALITY_RULES[rule] }));
  return {
    isRounded: reader.rule !== undefined,
    agencies: agencies.map((agency) => agency ?? 'No lead professional'),
    completeness: rules.flatMap(({ rule, answered }) =>
      answered
        ? { words: answered, cells: agencies.map((agency) => shareWords(rowOf(rows, rule, agency), reader)) }
        : [],
    ),
    problems: rules.flatMap(({ rule, answered, words }) =>
      answered ? [] : { words, cells: agencies.map((agency) => countWords(rowOf(rows, rule, agency), reader)) },
    ),
  };
}

export type CompletenessModel = ReturnType<typeof presentCompleteness>;

const rowOf = (rows: QualityCountRow[], rule: RuleName, agency: string | null) =>
  rows.find((row) => row.rule === rule && row.agency === agency);

function shareWords(row: QualityCountRow | undefined, reader: FigureReader): string {
  if (!row) return 'No cases';
  const { words, ofWords } = reader.cell('share', cell(row.cases - row.problems, row.cases));
  return `${words} (${ofWords})`;
}

function countWords(row: QualityCountRow | undefined, reader: FigureReader): string {
  if (!row) return 'No cases';
  return reader.cell('share', cell(row.problems, row.cases)).ofWords;
}

const cell = (met: number, total: number) => ({ dimension: 'agency', key: '', met, total, amount: null });
