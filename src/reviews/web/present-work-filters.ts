import { TIER_WORDS, TIERS } from '../../individuals';
import { WORK_STATES } from '../domain/work-state';
import { reviewPaths } from '../paths';
import { ALL_REVIEWS, STATE_WORDS } from '../work-words';
import type { WorkCountRow } from '../work.queries';
import { NO_TIER, NOBODY, workHref, type WorkQuestion } from './work-question';

interface Choice {
  value: string;
  text: string;
  selected?: boolean;
}

const tierChoices: Choice[] = [
  ...TIERS.map((tier) => ({ value: tier, text: TIER_WORDS[tier] })),
  { value: NO_TIER, text: 'Not in the cohort' },
];
const stateChoices: Choice[] = WORK_STATES.map((state) => ({ value: state, text: STATE_WORDS[state].list }));
const sortChoices: Choice[] = [
  { value: 'risk', text: 'Risk, then how late' },
  { value: 'lateness', text: 'How late' },
];

/** What the list can be narrowed by: everybody and every agency that holds something in the reader's sight. */
export function presentWorkFilters(rows: WorkCountRow[], question: WorkQuestion) {
  const workers = named(
    rows.map(({ worker_id: id, worker: name }) => ({ id, name })),
    'No plan owner',
  );
  const leads = named(
    rows.map(({ lead_id: id, lead: name }) => ({ id, name })),
    'No lead professional',
  );
  const agencies = named(
    rows.map(({ agency_id: id, agency: name }) => ({ id, name })),
    'No plan owner',
  );
  const select = (name: Filter, label: string, all: string, choices: Choice[]) => ({
    name,
    label,
    items: [{ value: '', text: all }, ...choices].map((choice) => ({
      ...choice,
      selected: choice.value === (question[name] ?? ''),
    })),
  });
  const selects = [
    select('state', 'What', ALL_REVIEWS, stateChoices),
    select('worker', 'Plan owner, or owner of an action', 'Everyone', workers),
    select('lead', 'Lead professional', 'Everyone', leads),
    ...(agencies.length > 1 ? [select('agency', 'Agency', 'Every agency', agencies)] : []),
    select('tier', 'Tier', 'Every tier', tierChoices),
  ];
  return {
    action: reviewPaths.work,
    selects,
    sort: sortChoices.map((choice) => ({ ...choice, selected: choice.value === question.sort })),
    // A filter that came with a link must be seen, and taken away again with one click.
    active: selects.flatMap(({ name, label, items }) => {
      const chosen = items.find(({ selected }) => selected);
      if (question[name] === null || chosen === undefined || chosen.value === '') return [];
      return [{ text: `${label}: ${chosen.text}`, removeHref: workHref(question, { [name]: null }) }];
    }),
  };
}

type Filter = 'state' | 'worker' | 'lead' | 'agency' | 'tier';

function named(all: { id: string | null; name: string | null }[], nobody: string): Choice[] {
  const byId = new Map(all.map(({ id, name }) => [id ?? NOBODY, id === null ? nobody : (name ?? '')]));
  return [...byId]
    .map(([value, text]) => ({ value, text }))
    .sort((one, other) => one.text.localeCompare(other.text) || one.value.localeCompare(other.value));
}
