import { caseLayoutModel } from '../../individuals';
import { planPaths } from '../paths';
import type { EditionRead } from '../plan-contents';
import type { LoadedPlan } from './plan-page';
import { presentBody } from './present-body';

/** One edition as it was approved. */
export const presentEdition = ({ header, plan }: LoadedPlan, { content, ...edition }: EditionRead) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  edition: {
    number: edition.number,
    approvedBy: edition.approvedBy,
    approvedAt: edition.approvedAt,
    submittedBy: content.submittedBy,
    writtenOutsideOn: content.writtenOutsideOn,
    outsideNote: content.outsideNote,
    isCurrent: edition.number === plan.currentEdition,
    supersededBy: edition.number < (plan.editions[0]?.number ?? 0) ? edition.number + 1 : null,
    comparisonHref: planPaths.comparison(header.id, edition.number, edition.number + 1),
  },
  body: presentBody(content, { editing: null, standing: 'edition' }),
});

export type EditionModel = ReturnType<typeof presentEdition>;
