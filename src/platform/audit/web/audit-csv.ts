import { actWords } from '../act-words';
import type { AuditEventRow } from '../audit-events.queries';

/** The columns of a file of the audit, and what each means. */
export const AUDIT_COLUMNS: { name: string; meaning: string }[] = [
  { name: 'when', meaning: 'When it was done, in UTC' },
  { name: 'user', meaning: 'Who did it; the service itself where nobody had shown who they are' },
  { name: 'agency', meaning: 'Their agency at that time' },
  { name: 'roles', meaning: 'Their roles at that time' },
  { name: 'act', meaning: 'What was done, as the service names it' },
  { name: 'in words', meaning: 'What was done, in words' },
  { name: 'record', meaning: 'The kind of record it was done to' },
  { name: 'record id', meaning: 'Which one' },
  { name: 'individual', meaning: 'Reference of the individual it was about; empty where it was about nobody' },
  { name: 'fields changed', meaning: 'Names of the fields, never what stood in them' },
  { name: 'urgent access', meaning: 'Whether it was done under urgent access: yes, no' },
  { name: 'request', meaning: 'Number of the request, as in the log of the service' },
  { name: 'address', meaning: 'Address it was done from' },
];

/** One row by the names of its columns. */
export const auditCells = (event: AuditEventRow): Record<string, string | null> => {
  const cells = cellsOf(event);
  return Object.fromEntries(AUDIT_COLUMNS.map(({ name }, at) => [name, cells[at] ?? null]));
};

const cellsOf = (event: AuditEventRow): (string | null)[] => [
  event.at.toISOString(),
  event.actor_name,
  event.agency_name,
  event.roles.join(' '),
  event.act,
  actWords(event.act),
  event.subject_type,
  event.subject_id,
  event.reference ?? event.individual_id,
  event.fields.join(' '),
  event.under_break_glass ? 'yes' : 'no',
  event.request_id,
  event.address,
];
