import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { actWords } from '../act-words';
import type { AuditEventRow } from '../audit-events.queries';

const COLUMNS = [
  'when',
  'user',
  'agency',
  'roles',
  'act',
  'in words',
  'record',
  'record id',
  'individual',
  'fields changed',
  'urgent access',
  'request',
  'address',
];

/** The export, as it is read: no cell can start a formula in a spreadsheet, and what somebody gave as a reason stays inside. */
export const csvOf = (pages: AsyncIterable<AuditEventRow[]>): NodeJS.ReadableStream =>
  Readable.from(cellsOf(pages)).pipe(stringify({ header: true, columns: COLUMNS, escape_formulas: true, bom: true }));

async function* cellsOf(pages: AsyncIterable<AuditEventRow[]>): AsyncIterable<(string | null)[]> {
  for await (const rows of pages) for (const row of rows) yield cells(row);
}

const cells = (event: AuditEventRow): (string | null)[] => [
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
