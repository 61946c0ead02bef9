import { type Tier, TIERS } from '../../individuals';
import { isId } from '../../shared/ids';
import { kindsOf, type WorkState, WORK_STATES } from '../domain/work-state';
import { reviewPaths } from '../paths';
import { type WorkCountRow, type WorkFilter, type WorkSort, WORK_SORTS } from '../work.queries';

export const NOBODY = 'nobody';
export const NO_TIER = 'none';

/** What was asked of the list, as it stands in the address. */
export interface WorkQuestion {
  state: WorkState | null;
  worker: string | null;
  lead: string | null;
  agency: string | null;
  tier: Tier | 'none' | null;
  sort: WorkSort;
  /** More than the first of those who are compared. */
  isWhole: boolean;
  cursor: string;
}

/** What is no known value is left out: an old address opens a wider list, never an error. */
export function workQuestion(query: Record<string, unknown>): WorkQuestion {
  const tier = query['tier'];
  return {
    state: WORK_STATES.find((state) => state === query['state']) ?? null,
    worker: idOrNobody(query['worker']),
    lead: idOrNobody(query['lead']),
    agency: idOrNobody(query['agency']),
    tier: tier === NO_TIER ? NO_TIER : (TIERS.find((known) => known === tier) ?? null),
    sort: WORK_SORTS.find((sort) => sort === query['sort']) ?? 'risk',
    isWhole: query['compare'] === 'all',
    cursor: text(query['cursor']),
  };
}

export const filterOf = ({ state, worker, lead, agency, tier, sort }: WorkQuestion): WorkFilter => ({
  kinds: kindsOf(state),
  worker,
  lead,
  agency,
  tier,
  sort,
});

/** Whether it asks what one worker, lead professional or agency holds. */
export const isAboutSomebody = ({ worker, lead, agency }: WorkQuestion): boolean =>
  worker !== null || lead !== null || agency !== null;

/** The address of the list with some of it asked differently. A new list starts from its first page. */
export function workHref(question: WorkQuestion, change: Partial<WorkQuestion> = {}): string {
  const asked = { ...question, cursor: '', ...change };
  const values = {
    state: asked.state,
    worker: asked.worker,
    lead: asked.lead,
    agency: asked.agency,
    tier: asked.tier,
    sort: asked.sort === 'risk' ? null : asked.sort,
    compare: asked.isWhole ? 'all' : null,
    cursor: asked.cursor === '' ? null : asked.cursor,
  };
  const query = new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  ).toString();
  return query === '' ? reviewPaths.work : `${reviewPaths.work}?${query}`;
}

/** Whether a counted row is among those asked for, its state aside: the same narrowing as the list's. */
export const isAskedFor = (row: WorkCountRow, { worker, lead, agency, tier }: WorkQuestion): boolean =>
  (worker === null || (row.worker_id ?? NOBODY) === worker) &&
  (lead === null || (row.lead_id ?? NOBODY) === lead) &&
  (agency === null || (row.agency_id ?? NOBODY) === agency) &&
  (tier === null || (row.tier ?? NO_TIER) === tier);

export function countOf(rows: readonly WorkCountRow[], state: WorkState | null): number {
  const kinds = kindsOf(state);
  return rows.reduce((sum, row) => (kinds.includes(row.kind) ? sum + row.count : sum), 0);
}

function idOrNobody(value: unknown): string | null {
  const id = text(value);
  return id === NOBODY || isId(id) ? id : null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
