import type { DayBoxes, TypedFields } from '../../../web/page-model';
import type { CursorPage } from '../../http';
import { ACT_KINDS, ACT_SUBJECTS, actWords } from '../act-words';
import type { AuditChoices } from '../audit-events';
import type { AuditEventRow } from '../audit-events.queries';
import type { AuditFilterForm } from '../audit-filter.form';
import type { KeepingProblem } from '../domain/keeping-state';
import { auditPaths, withQuery } from './audit-paths';

/** The filter as it was sent; `texts` carries all of it on to the next page. */
type TypedFilter = TypedFields<keyof AuditFilterForm | DayBoxes<'from' | 'to'>>;

interface Shown {
  page: CursorPage<AuditEventRow>;
  choices: AuditChoices;
  problems: KeepingProblem[];
  typed: TypedFilter;
}

/** Who, for which agency, what and when: never what a record says. */
export const presentAuditEvents = ({ page, choices, problems, typed }: Shown) => ({
  typed,
  action: auditPaths.list,
  events: page.items.map((event) => ({
    at: event.at,
    href: auditPaths.one(event.id),
    who: event.actor_name ?? 'Not known',
    agency: event.agency_name ?? 'Not known',
    words: actWords(event.act),
    isUnderBreakGlass: event.under_break_glass,
    individual: event.reference ?? event.individual_id,
    individualHref: historyHref(event),
  })),
  problems: problems.map(problemWords),
  userChoices: [
    { value: '', text: 'Everyone' },
    ...choices.users.map((user) => ({ value: user.id, text: `${user.display_name} (${user.agency_name})` })),
  ],
  agencyChoices: [
    { value: '', text: 'Every agency' },
    ...choices.agencies.map(({ id, name }) => ({ value: id, text: name })),
  ],
  actChoices: [
    { value: '', text: 'Everything' },
    ...Object.entries(ACT_SUBJECTS).map(([value, text]) => ({ value, text })),
  ],
  kindChoices: [
    { value: '', text: 'Every kind' },
    ...Object.entries(ACT_KINDS).map(([value, { words }]) => ({ value, text: words })),
  ],
  exportHref: withQuery(auditPaths.newExport, texts(typed)),
  unusualHref: auditPaths.unusual,
  nextHref:
    page.nextCursor === null ? undefined : withQuery(auditPaths.list, { ...texts(typed), cursor: page.nextCursor }),
  firstHref: typed.cursor === undefined ? undefined : withQuery(auditPaths.list, texts(typed)),
});

function historyHref({ reference, individual_id: id }: AuditEventRow): string | undefined {
  if (reference !== null) return withQuery(auditPaths.list, { reference });
  return id === null ? undefined : withQuery(auditPaths.list, { individualId: id });
}

const TASK_WORDS: Record<string, string> = {
  seal: 'New rows are not sealed',
  head_file: 'The end of the chain is not written to its file',
  head_mail: 'The end of the chain is not sent by e-mail',
  head_webhook: 'The end of the chain is not taken by its webhook',
  watch: 'Unusual access is not looked for',
};

const problemWords = ({ task, since, state }: KeepingProblem) => ({
  words: TASK_WORDS[task] ?? task,
  isFailing: state === 'failing',
  since,
});

/** The filters as they were sent, without where the list stood. */
export const texts = (typed: TypedFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries<unknown>(typed).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && name !== 'cursor' ? [[name, value]] : [],
    ),
  );
