import { PEOPLE_VERSIONS, peopleIds } from './people-requests';
import { type About, type Body, KINDS } from './request-bodies';
import type { World } from './world';
import type { Person } from './world-people';
import type { CaseRecord } from './world-record';

export interface Asked {
  path: string;
  body?: Record<string, unknown>;
  version?: number;
}

/** The table whose version an edit of the API sends, and a form carries. */
const VERSION_OF: [pattern: RegExp, table: string][] = [
  ...PEOPLE_VERSIONS,
  [/\/restriction|\/lifting/, 'individuals'],
  [/\/plan\b|\/plans\//, 'plans'],
  [/\/assignments\//, 'assignments'],
  [/cohort-membership/, 'cohort_memberships'],
  [/review-date|review-schedules/, 'review_schedules'],
  [/\/individuals\/:id\/reviews/, 'review_schedules'],
  [/\/items\/:itemId/, 'meeting_items'],
  [/\/meetings\//, 'meetings'],
  [/\/transfers\/withdrawal$/, 'individuals'],
  [/\/actions\/:id/, 'actions'],
];

/** Asks a route about one record, as a person asks who fills in everything: an answer other than the refusal is about them. */
export function askedAbout(route: string, record: CaseRecord, world: World, person: Person): Asked {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = pattern.replace(/:\w+/g, (name, at: number) => idFor(name, pattern.slice(0, at), record));
  const filtered = LISTS_OF_ONE.includes(route) ? `${path}?individualId=${record.individualId}` : path;
  if (method === 'GET') return { path: filtered };
  const table = VERSION_OF.find(([place]) => place.test(pattern))?.[1];
  const isFirst = /acknowledgement/.test(pattern);
  const version = isFirst ? 0 : table === undefined ? undefined : record.versions[table];
  return { path, version, body: bodyOf(route, { record, world, person }, version) };
}

/** Lists that are asked for one record. */
export const LISTS_OF_ONE = [
  'GET /api/v1/assignments',
  'GET /api/v1/reviews',
  'GET /api/v1/review-triggers',
  'GET /api/v1/measures',
];

const FIXED: Record<string, string> = {
  ':kind': 'sdq',
  ':owed': 'screening',
  ':number': '1',
  ':other': '2',
  ':section': 'worries',
  ':itemType': 'note',
};

function idFor(name: string, before: string, record: CaseRecord): string {
  const known: Record<string, string> = {
    ...FIXED,
    ...peopleIds(record),
    ':noteId': record.noteId,
    ':suppliedId': record.noteId,
    ':screeningId': record.screeningId,
    ':assignmentId': record.assignmentId,
    ':goalId': record.goalId,
    ':riskId': record.riskId,
    ':factorId': record.riskId,
    ':partId': before.includes('/linked-plans/') ? record.linkedPlanId : record.contingencyId,
    ':reviewId': record.reviewId,
    ':scheduleId': record.scheduleId,
    ':itemId': record.itemId,
  };
  const ofIt: Record<string, string> = {
    individuals: record.individualId,
    actions: record.actionId,
    screenings: record.screeningId,
    'cohort-memberships': record.membershipId,
    assignments: record.assignmentId,
    plans: record.planId,
    reviews: record.reviewId,
    'review-schedules': record.scheduleId,
    meetings: record.meetingId,
  };
  const folder = before.split('/').filter(Boolean).at(-1) ?? '';
  const id = known[name] ?? ofIt[folder];
  if (id === undefined) throw new Error(`No id for ${name} after ${before}`);
  return id;
}

function bodyOf(route: string, about: Omit<About, 'isApi'>, version: number | undefined): Body {
  const isApi = route.includes('/api/');
  const kind = KINDS.find(([place]) => place.test(route));
  if (!kind) throw new Error(`No body for ${route}`);
  const body = kind[1]({ ...about, isApi });
  if (isApi) return body;
  const hasVersion = version !== undefined && !WITHOUT_VERSION.test(route);
  return hasVersion ? { ...body, version: String(version) } : body;
}

/** Forms that carry no version. */
const WITHOUT_VERSION =
  /lifting-request|membership\/entry$|\/items$|\/plan$|review-date\/event$|review-schedules$|:id\/agenda$|\/actions\/:id\/updates$|:itemId\/(entries|conflict|cohort-entry)$/;
