import { dayInWords, type Day } from '../../shared/day';
import type { CaseHeader } from '../case-headers';
import type { CaseFacts } from '../case-overview';
import { EDUCATION_WORDS } from '../identity-words';
import { casePaths } from '../paths';
import { bandWithEarlier } from '../last-known-band';
import { caseLayoutModel, handOverWords, presentNextStep, tooOldOnOf } from '../case-page';
import { isHandOverDue, type MayDo } from '../domain/next-step';
import { readersPath } from '../readers/present-record-readers';

export const presentOverview = (
  header: CaseHeader,
  facts: CaseFacts | undefined,
  today: Day,
  may: MayDo & { seeReaders: boolean },
) => ({
  ...caseLayoutModel(header, 'overview'),
  backHref: casePaths.list,
  readersHref: may.seeReaders ? readersPath(header.id) : undefined,
  panelQuestionHref: header.tier === null ? undefined : casePaths.panelQuestion(header.id),
  transferHref: header.tier === null ? undefined : casePaths.transfer(header.id),
  nextStep: presentNextStep(header, facts, may, today),
  summary: [
    row('In the cohort since', header.inCohortSince === null ? 'Not in the cohort' : dayInWords(header.inCohortSince)),
    ...ageRows(header, facts, today),
    ...bandRows(facts),
    row('Other names', header.aliases.length > 0 ? header.aliases.join(', ') : 'None recorded'),
    {
      ...row('Last screened', facts?.screened_on ? dayInWords(facts.screened_on) : 'Never'),
      actions: {
        items: [
          {
            href: casePaths.dueDate(header.id, 'screening'),
            text: 'When is the next due',
            visuallyHiddenText: 'screening',
          },
        ],
      },
    },
    row('Exploitation', bandWithEarlier(facts?.exploitation_band ?? null, facts?.earlier_exploitation ?? null)),
    row('Violence', bandWithEarlier(facts?.violence_band ?? null, facts?.earlier_violence ?? null)),
    row('Open actions', actionWords(facts)),
    row('Address', facts?.address ?? 'Not recorded'),
    row('Education or employment', educationWords(facts?.education ?? null)),
    row('Communication needs', facts?.communication_needs ?? 'None recorded'),
  ],
});

/** Where they go by name; without a name what is known of it, in words. */
const educationWords = (said: string | null): string =>
  said === null ? 'Not recorded' : ((EDUCATION_WORDS as Record<string, string>)[said] ?? said);

/** From three months before somebody is too old for the panel, whatever else is next. */
function ageRows(header: CaseHeader, facts: CaseFacts | undefined, today: Day) {
  const tooOldOn = tooOldOnOf(header, facts);
  if (tooOldOn === null || !isHandOverDue(tooOldOn, today)) return [];
  return [row('Age for the cohort', handOverWords(tooOldOn, facts, today))];
}

/** Nobody is in on a score alone: until it is checked, the page says that somebody is. */
function bandRows(facts: CaseFacts | undefined) {
  if (facts?.band_alone_check_by == null) return [];
  const words = `A spreadsheet’s band alone, without dated evidence. To be checked by ${dayInWords(facts.band_alone_check_by)}`;
  return [row('Grounds of the entry', words)];
}

function actionWords(facts: CaseFacts | undefined): string {
  if (!facts || facts.open_actions === 0) return 'None';
  return facts.overdue_actions === 0
    ? `${facts.open_actions}`
    : `${facts.open_actions}, of which ${facts.overdue_actions} overdue`;
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

export type OverviewModel = ReturnType<typeof presentOverview>;
