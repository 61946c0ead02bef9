import { TIER_WORDS, TIERS } from '../individuals';
import { type Actor, hasRole } from '../platform/access';
import type { AuditFilter } from '../platform/audit';
import type { TypedFields } from '../web/page-model';
import { EXPORT_COLUMNS } from './columns';
import { DETAIL_WORDS } from './domain/extract-detail';
import { DAYS_TO_KEEP, PEOPLE_ALONE } from './domain/export-rules';
import type { AskExportForm, DecideExportForm } from './export.forms';
import type { ExportKind, ExportStatus } from './export.entity';
import type { OneExport } from './export-reads';
import type { ExportRow } from './exports.queries';
import { exportPaths } from './paths';

const KIND_WORDS: Record<ExportKind, string> = {
  audit: 'The audit',
  cases: 'List of cases',
  evaluation: 'Extract for an evaluator, without names',
};

const STATUS_WORDS: Record<ExportStatus, string> = {
  waiting: 'Waits for a second person',
  ready: 'Ready',
  refused: 'Refused',
};

export const presentExports = (rows: ExportRow[], actor: Actor) => ({
  newHref: mayAsk(actor).length > 0 ? exportPaths.new : null,
  exports: rows.map((row) => ({
    href: exportPaths.one(row.id),
    words: KIND_WORDS[row.kind],
    by: `${row.requested_by}, ${row.agency}`,
    requestedAt: row.requested_at,
    purpose: row.purpose,
    statusWords: STATUS_WORDS[row.status],
  })),
});

export type ExportsModel = ReturnType<typeof presentExports>;

const mayAsk = (actor: Actor): ExportKind[] => [
  ...(hasRole(actor, 'manager', 'panel_chair') ? (['cases'] as const) : []),
  ...(hasRole(actor, 'analyst') ? (['evaluation'] as const) : []),
];

export function presentNewExport(actor: Actor, typed: TypedFields<keyof AskExportForm>) {
  const kinds = mayAsk(actor);
  return {
    typed,
    action: exportPaths.list,
    backHref: exportPaths.list,
    peopleAlone: PEOPLE_ALONE,
    kinds: kinds.map((value) => ({
      value,
      text: KIND_WORDS[value],
      checked: kinds.length === 1 || typed.kind === value,
    })),
    hasTiers: kinds.includes('cases'),
    tiers: [
      { value: '', text: 'Every tier', selected: !typed.tier },
      ...TIERS.map((value) => ({ value, text: TIER_WORDS[value], selected: typed.tier === value })),
    ],
    dictionaries: kinds.map((kind) => ({ href: exportPaths.dictionary(kind), words: KIND_WORDS[kind] })),
  };
}

export type NewExportModel = ReturnType<typeof presentNewExport>;

type TypedDecision = TypedFields<keyof DecideExportForm>;

export function presentExport({ row, mayDecide, mayDownload, isOver }: OneExport, body: Record<string, unknown> = {}) {
  const typed: TypedDecision = body;
  return {
    typed,
    words: KIND_WORDS[row.kind],
    statusWords: isOver && row.status !== 'refused' ? 'Expired' : STATUS_WORDS[row.status],
    isOver,
    version: body['version'] ?? row.version,
    facts: [
      line('Asked for by', `${row.requested_by}, ${row.agency}`),
      line('Purpose', row.purpose),
      ...(row.kind === 'cases' ? [line('Filter', row.tier === null ? 'Every tier' : `Tier: ${row.tier}`)] : []),
      ...(row.kind === 'audit' ? [line('Filter', filterWords(row))] : []),
      line('People when it was asked for', row.people === null ? 'Not counted' : String(row.people)),
      ...(row.decided_by === null ? [] : [line('Decided by', `${row.decided_by}: ${row.decision_reason ?? ''}`)]),
      line('Taken', row.downloads === 1 ? 'once' : `${row.downloads} times`),
    ],
    groups: groupsOf(row),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    daysToKeep: DAYS_TO_KEEP,
    columns: EXPORT_COLUMNS[row.kind],
    fileHref: mayDownload ? exportPaths.file(row.id) : null,
    decisionHref: mayDecide ? exportPaths.decision(row.id) : null,
    dictionaryHref: exportPaths.dictionary(row.kind),
    backHref: exportPaths.list,
  };
}

const FILTER_WORDS: Record<keyof AuditFilter, string> = {
  userId: 'Who did it',
  agencyId: 'Agency',
  act: 'What was done',
  kind: 'Kind of act',
  from: 'From',
  to: 'To',
  individualId: 'Id of the individual',
  reference: 'Reference',
  refusedOnly: 'Refused only',
  breakGlassOnly: 'Under urgent access only',
};

function filterWords({ filter, filter_user, filter_agency }: ExportRow): string {
  const named: Record<string, string | null> = { userId: filter_user, agencyId: filter_agency };
  const parts = Object.entries(FILTER_WORDS).flatMap(([name, words]) => {
    const value = filter?.[name];
    if (value === undefined || value === null || value === false) return [];
    return [value === true ? words : `${words}: ${named[name] ?? String(value)}`];
  });
  return parts.length === 0 ? 'None: the whole audit' : parts.join('; ');
}

/** What both people are told before an extract is agreed to and fetched. */
const groupsOf = ({ detail, least_group: leastGroup, alone_share: alone, withheld_share: withheld }: ExportRow) =>
  detail === null || leastGroup === null || alone === null || withheld === null
    ? undefined
    : {
        leastGroup,
        aloneWords:
          alone === 0
            ? 'Hardly anybody would stand alone by month, area, age, sex and ethnicity'
            : `About ${alone} in 100 would stand alone by month, area, age, sex and ethnicity`,
        detailWords: DETAIL_WORDS[detail] ?? '',
        withheldWords: withheld === 0 ? 'Of nobody' : `Of ${withheld} in 100 or fewer`,
      };

export type ExportModel = ReturnType<typeof presentExport>;

const line = (key: string, text: string) => ({ key: { text: key }, value: { text } });
