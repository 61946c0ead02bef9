import { dayInWords } from '../../shared/day';
import type { ToolListRow } from './tools.queries';

/** The state of a version in words and the colour of its tag. */
export function statusOf(row: Pick<ToolListRow, 'status' | 'in_force_on' | 'retired_on' | 'is_asked'>) {
  const { status, in_force_on: inForceOn, retired_on: retiredOn } = row;
  if (status === 'in_force') return { text: 'In force', classes: 'govuk-tag--green', since: since('Since', inForceOn) };
  if (status === 'draft') {
    return row.is_asked
      ? { text: 'Awaiting agreement', classes: 'govuk-tag--yellow', since: '' }
      : { text: 'Draft', classes: 'govuk-tag--blue', since: '' };
  }
  if (inForceOn === null) return { text: 'Put aside', classes: 'govuk-tag--grey', since: since('On', retiredOn) };
  const until = retiredOn === null ? '' : ` to ${dayInWords(retiredOn)}`;
  return { text: 'Retired', classes: 'govuk-tag--grey', since: `${dayInWords(inForceOn)}${until}` };
}

const since = (word: string, day: string | null): string => (day === null ? '' : `${word} ${dayInWords(day)}`);
