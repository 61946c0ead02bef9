import type { EditionContent, PlanBody } from './plan-content';

/** A need is written over and keeps its id: it is the one that was approved while nobody recorded it anew. */
const partsOf = ({ needs, risks, goals, entries, actions, contingencies = [], linkedPlans = [] }: PlanBody) => [
  ...needs.map(({ id, recordedAt }) => ({ id, key: `${id} ${recordedAt}` })),
  ...[...risks, ...goals, ...entries, ...actions, ...contingencies, ...linkedPlans].map(({ id }) => ({ id, key: id })),
];

/** Ids of what a plan says that its standing edition does not: nobody has approved it yet. */
export function notApprovedIn(body: PlanBody, edition: EditionContent): Set<string> {
  const approved = new Set(partsOf(edition).map(({ key }) => key));
  return new Set(
    partsOf(body)
      .filter(({ key }) => !approved.has(key))
      .map(({ id }) => id),
  );
}
