import type { CursorPage } from '../../http';
import type { DayBoxes, TypedFields } from '../../../web/page-model';
import { ACT_SUBJECTS, actWords } from '../act-words';
import type { AuditedUserRow, AuditEventRow } from '../audit-events.queries';
import type { AuditFilterForm } from '../audit-filter.form';

const LIST = '/audit-events';

/** The filter as it was sent; `texts` carries all of it on to the next page. */
type TypedFilter = TypedFields<keyof AuditFilterForm | DayBoxes<'from' | 'to'>>;

interface Shown {
  page: CursorPage<AuditEventRow>;
  users: AuditedUserRow[];
  typed: TypedFilter;
}

/** Who, for which agency, what and when: never what a record says. */
export function presentAuditEvents({ page, users, typed }: Shown) {
  return {
    typed,
    action: LIST,
    events: page.items.map((event) => ({
      at: event.at,
      who: event.actor_name ?? 'Not known',
      agency: event.agency_name ?? 'Not known',
      words: actWords(event.act),
      individualId: event.individual_id,
      individualHref: event.individual_id === null ? undefined : hrefOf({ individualId: event.individual_id }),
    })),
    userChoices: [
      { value: '', text: 'Everyone' },
      ...users.map((user) => ({ value: user.id, text: `${user.display_name} (${user.agency_name})` })),
    ],
    actChoices: [
      { value: '', text: 'Everything' },
      ...Object.entries(ACT_SUBJECTS).map(([value, text]) => ({ value, text })),
    ],
    nextHref: page.nextCursor === null ? undefined : hrefOf({ ...texts(typed), cursor: page.nextCursor }),
    firstHref: typed.cursor === undefined ? undefined : hrefOf(texts(typed)),
  };
}

const hrefOf = (query: Record<string, string>): string => `${LIST}?${new URLSearchParams(query).toString()}`;

/** The filters as they were sent, without where the list stood. */
const texts = (typed: TypedFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries<unknown>(typed).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && name !== 'cursor' ? [[name, value]] : [],
    ),
  );
