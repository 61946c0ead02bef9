import { dayInWords, type Day } from '../../shared/day';
import type { CaseHeader } from '../case-headers';
import type { CaseFacts } from '../case-overview';
import { casePaths } from '../paths';
import { bandWithEarlier } from '../last-known-band';
import { caseLayoutModel, presentNextStep } from '../case-page';
import type { MayDo } from '../domain/next-step';
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
  nextStep: presentNextStep(header, facts?.screened_on != null, may, today),
  summary: [
    row('In the cohort since', header.inCohortSince === null ? 'Not in the cohort' : dayInWords(header.inCohortSince)),
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
    row('Education or employment', facts?.education ?? 'Not recorded'),
    row('Communication needs', facts?.communication_needs ?? 'None recorded'),
  ],
});

function actionWords(facts: CaseFacts | undefined): string {
  if (!facts || facts.open_actions === 0) return 'None';
  return facts.overdue_actions === 0
    ? `${facts.open_actions}`
    : `${facts.open_actions}, of which ${facts.overdue_actions} overdue`;
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

export type OverviewModel = ReturnType<typeof presentOverview>;
