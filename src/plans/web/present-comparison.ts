import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Change, ComparedPart } from '../domain/compare-editions';
import { planPaths } from '../paths';
import type { EditionRead } from '../plan-contents';

const CHANGE_WORDS: Record<Change, string> = {
  same: 'The same',
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};
const CHANGE_CLASSES: Record<Change, string> = {
  same: 'govuk-tag--grey',
  added: 'govuk-tag--green',
  removed: 'govuk-tag--red',
  changed: 'govuk-tag--yellow',
};

interface Comparison {
  before: EditionRead;
  after: EditionRead;
  rows: ComparedPart[];
}

/** Two editions side by side: what changed first, the rest folded. */
export const presentComparison = (header: CaseHeader, { before, after, rows }: Comparison) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  before: editionOf(header.id, before),
  after: editionOf(header.id, after),
  changed: rows.filter(({ change }) => change !== 'same').map(presentRow),
  same: rows.filter(({ change }) => change === 'same').map(presentRow),
});

const editionOf = (id: string, { number, approvedBy, approvedAt }: EditionRead) => ({
  number,
  approvedBy,
  approvedAt,
  href: planPaths.edition(id, number),
});

const presentRow = ({ part, before, after, change }: ComparedPart) => ({
  part,
  before,
  after,
  changeWords: CHANGE_WORDS[change],
  changeClasses: CHANGE_CLASSES[change],
});

export type ComparisonModel = ReturnType<typeof presentComparison>;
