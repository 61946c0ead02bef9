import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { presentCaseSheet } from './present-case-sheet';
import { presentDecisionForm, presentLostRace } from './present-decision-form';

/** One case with the panel's form; `isLost` when somebody else decided first. */
export const presentCasePage = (
  sheet: CaseSheet,
  today: Day,
  typed: Record<string, unknown>,
  { isLost = false, entryTyped = {} }: { isLost?: boolean; entryTyped?: TypedFields<'kind' | 'text' | 'reason'> } = {},
) => ({
  ...presentCaseSheet(sheet, today),
  form: presentDecisionForm(sheet, typed, today),
  entry: { typed: entryTyped },
  stale: isLost ? presentLostRace(sheet, typed) : undefined,
});

export type CasePageModel = ReturnType<typeof presentCasePage>;
