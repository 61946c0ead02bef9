import type { FactEnding } from '../end-fact';
import { Invalid } from '../../shared/errors';
import type { FactEndingForm } from './fact.form';

/** What the form says, as the verb asks for it. The form's own rules have made sure that the day or the reason is there. */
export function endingOf(
  fact: Pick<FactEnding, 'individualId' | 'kind' | 'id' | 'version'>,
  form: FactEndingForm,
): FactEnding {
  if (form.how === 'recorded_in_error') return { ...fact, how: form.how, because: form.because ?? '' };
  if (form.untilOn === undefined) throw new Invalid([{ field: 'untilOn', message: 'Enter the day it ended' }]);
  return { ...fact, how: form.how, untilOn: form.untilOn };
}
