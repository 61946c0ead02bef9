export const CHRONOLOGY_KINDS = [
  'note',
  'screening',
  'cohort',
  'plan',
  'review',
  'action',
  'decision',
  'assignment',
  'event',
  'address',
  'education',
  'status',
  'relationship',
  'identity',
] as const;
export type ChronologyKind = (typeof CHRONOLOGY_KINDS)[number];

/** Where one kind of entry is read from: columns and expressions over the table `t`. */
export interface Leg {
  kind: ChronologyKind;
  /** Words of our own, never of a person: `'added'` or an expression over the row. */
  what: string;
  from: string;
  on: string;
  agency: string;
  title?: string;
  text?: string;
  basis?: string;
  source?: string;
  where?: string;
  /** Carries who may read it, as notes do. */
  isKept?: boolean;
}

const OWN_AGENCY = (user: string): string => `(SELECT u.agency_id FROM users u WHERE u.id = ${user})`;
const LONDON = (instant: string): string => `(${instant} AT TIME ZONE 'Europe/London')::date`;
/** A turn of a merge, told in the record that stands. */
const ofMerge = (what: string, turn: 'merged' | 'undone', text: string): Leg => ({
  ...{ kind: 'identity', what: `'${what}'`, on: LONDON(`t.${turn}_at`), agency: OWN_AGENCY(`t.${turn}_by`), text },
  from: '(SELECT m.*, m.survivor_id AS individual_id FROM record_merges m) t',
  title: 't.merged_reference',
  where: `t.${turn}_at IS NOT NULL`,
});

/**
 * Where each kind of entry comes from. What somebody wrote is of the basis they gave it; what the service itself did is fact;
 * a screening is opinion, because a professional judged.
 */
export const LEGS: readonly Leg[] = [
  {
    kind: 'note',
    what: `CASE WHEN t.corrects_id IS NULL THEN 'added' ELSE 'corrected' END`,
    from: 'notes t',
    on: 't.happened_on',
    agency: 't.agency_id',
    text: 't.text',
    basis: 't.basis',
    isKept: true,
  },
  {
    kind: 'screening',
    what: `'recorded'`,
    from: 'screenings t',
    on: 't.screened_on',
    agency: 't.agency_id',
    title: `coalesce(t.judged_exploitation_band, t.exploitation_band) || ' ' || coalesce(t.judged_violence_band, t.violence_band)`,
    text: 't.judgement_reason',
    basis: `'opinion'`,
  },
  {
    kind: 'cohort',
    what: `'started'`,
    from: 'cohort_memberships t',
    on: 't.started_on',
    agency: OWN_AGENCY('t.decided_by'),
    title: 't.tier',
    text: `t.decision || E'\\n' || t.evidence`,
  },
  {
    kind: 'cohort',
    what: `'ended'`,
    from: 'cohort_memberships t',
    on: 't.ended_on',
    agency: OWN_AGENCY('t.decided_by'),
    title: 't.exit_reason',
    text: 't.exit_rationale',
    where: `t.ended_on IS NOT NULL AND t.exit_reason <> 'superseded'`,
  },
  {
    kind: 'plan',
    what: `'approved'`,
    from: 'plan_editions t',
    on: LONDON('t.approved_at'),
    agency: OWN_AGENCY('t.approved_by'),
    title: 't.number::text',
  },
  {
    kind: 'plan',
    what: `'closed'`,
    from: 'plans t',
    on: LONDON('t.closed_at'),
    agency: OWN_AGENCY('t.created_by'),
    where: `t.status = 'closed' AND t.closed_at IS NOT NULL AND t.access_keys && $2::uuid[]`,
  },
  {
    kind: 'review',
    what: `'held'`,
    from: 'reviews t',
    on: 't.held_on',
    agency: OWN_AGENCY('t.held_by'),
    title: 't.decision',
    text: 't.summary',
  },
  {
    kind: 'action',
    what: `'agreed'`,
    from: 'actions t',
    on: LONDON('t.created_at'),
    agency: OWN_AGENCY('t.created_by'),
    title: 't.kind',
    text: 't.description',
    isKept: true,
  },
  {
    kind: 'action',
    what: `'closed'`,
    from: 'actions t',
    on: LONDON('t.closed_at'),
    agency: 't.owner_agency_id',
    title: 't.status',
    text: `t.description || coalesce(E'\\n' || t.outcome, '')`,
    where: 't.closed_at IS NOT NULL',
    isKept: true,
  },
  {
    kind: 'decision',
    what: `'decided'`,
    from: 'meeting_items t',
    on: LONDON('t.decided_at'),
    agency: OWN_AGENCY('t.decided_by'),
    title: 't.decision',
    text: 't.rationale',
    where: `t.status = 'decided'`,
  },
  {
    kind: 'assignment',
    what: `'started'`,
    from: 'assignments t JOIN users h ON h.id = t.user_id',
    on: LONDON('t.started_at'),
    agency: 't.agency_id',
    title: 't.kind',
    text: 'h.display_name',
  },
  {
    kind: 'assignment',
    what: `'ended'`,
    from: 'assignments t JOIN users h ON h.id = t.user_id',
    on: LONDON('t.ended_at'),
    agency: 't.agency_id',
    title: 't.kind',
    text: `h.display_name || coalesce(E'\\n' || t.end_reason, '')`,
    where: 't.ended_at IS NOT NULL',
  },
  {
    kind: 'event',
    what: `'happened'`,
    from: 'review_triggers t',
    on: 't.happened_on',
    agency: OWN_AGENCY('t.recorded_by'),
    title: 't.kind',
    text: `nullif(t.description, '')`,
    source: 't.source',
  },
  {
    kind: 'address',
    what: `'recorded'`,
    from: 'individual_addresses t',
    on: `coalesce(t.from_on, ${LONDON('t.recorded_at')})`,
    agency: 't.agency_id',
    title: 't.kind',
    text: `t.lines || coalesce(', ' || t.postcode, '')`,
    source: 't.source',
    where: 't.withdrawn_at IS NULL',
  },
  {
    kind: 'education',
    what: `'recorded'`,
    from: 'individual_education t',
    on: `coalesce(t.from_on, ${LONDON('t.recorded_at')})`,
    agency: 't.agency_id',
    title: 't.status',
    text: 't.setting',
    source: 't.source',
    where: 't.withdrawn_at IS NULL',
  },
  {
    kind: 'status',
    what: `'started'`,
    from: 'individual_statuses t',
    on: 't.from_on',
    agency: 't.agency_id',
    title: `t.kind || ':' || t.status`,
    text: 't.detail',
    source: 't.source',
    where: 't.withdrawn_at IS NULL',
  },
  {
    kind: 'status',
    what: `'ended'`,
    from: 'individual_statuses t',
    on: 't.until_on',
    agency: 't.agency_id',
    title: `t.kind || ':' || t.status`,
    text: 't.detail',
    source: 't.source',
    where: 't.withdrawn_at IS NULL AND t.until_on IS NOT NULL',
  },
  {
    kind: 'relationship',
    what: `'recorded'`,
    from: 'individual_relationships t',
    on: `coalesce(t.from_on, ${LONDON('t.recorded_at')})`,
    agency: 't.supplied_by',
    title: `t.kind || ':' || t.name`,
    text: 't.detail',
    basis: 't.basis',
    source: 't.source',
    where: 't.withdrawn_at IS NULL',
    isKept: true,
  },
  {
    kind: 'identity',
    what: `'changed'`,
    from: 'individual_identity_changes t',
    on: LONDON('t.recorded_at'),
    agency: 't.agency_id',
    title: 't.field',
    source: 't.source',
  },
  ofMerge('merged', 'merged', 't.reason'),
  ofMerge('taken_apart', 'undone', 't.undone_because'),
];
