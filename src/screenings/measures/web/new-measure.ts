import type { MeasureKind } from '../measure.entity';
import type { NewMeasure } from '../record-measure';
import type { MeasureForm } from './measure.form';

/** What the form and the API send, as the verb takes it. */
export const newMeasure = (individualId: string, kind: MeasureKind, form: MeasureForm): NewMeasure => ({
  individualId,
  kind,
  subject: form.subject ?? (kind === 'send' || kind === 'disability' ? 'status' : ''),
  answer: form.answer ?? null,
  total: form.total == null ? null : Number(form.total),
  codes: form.codes ?? [],
  knownOn: form.knownOn,
  source: form.source,
  support: form.support ?? null,
  visibility: form.visibility ?? 'all_agencies',
});
