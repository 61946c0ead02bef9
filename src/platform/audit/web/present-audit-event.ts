import { actWords } from '../act-words';
import type { AuditEventDetail } from '../audit-events.queries';
import { auditPaths, withQuery } from './audit-paths';

/** Everything one row of the audit holds. */
export const presentAuditEvent = (event: AuditEventDetail) => ({
  backHref: auditPaths.list,
  words: actWords(event.act),
  at: event.at,
  historyHref: event.reference === null ? undefined : withQuery(auditPaths.list, { reference: event.reference }),
  userHref: withQuery(auditPaths.list, { userId: event.actor_id }),
  isUnderBreakGlass: event.under_break_glass,
  rows: [
    row('Who', event.actor_name ?? 'Not known'),
    row('Agency', event.agency_name ?? 'Not known'),
    row('Roles', sentence(event.roles.join(', ').replaceAll('_', ' ')) || 'None'),
    row('Code of the act', event.act),
    row('Record', sentence(`${event.subject_type.replaceAll('_', ' ')} ${event.subject_id ?? ''}`.trim())),
    row('Individual', event.reference ?? (event.individual_id === null ? 'None' : event.individual_id)),
    row('Fields changed', event.fields.join(', ') || 'None'),
    row('Reason given', event.reason ?? 'None asked for'),
    row('Request', event.request_id ?? 'Not recorded'),
    row('Address', event.address ?? 'Not recorded'),
    row('Seal', event.seal_number === null ? 'Not sealed yet' : `Number ${event.seal_number}`),
  ],
});

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

export type AuditEventModel = ReturnType<typeof presentAuditEvent>;
