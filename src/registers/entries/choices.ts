import { type Actor, hasRole } from '../../platform/access';
import type { Day } from '../../shared/day';
import type { AgencyChoice, OwnerChoice } from './entries.queries';

/** Items of a select of lead agencies. */
export const agencyItems = (agencies: AgencyChoice[], chosen: unknown) => [
  { value: '', text: 'Select an agency', selected: !chosen },
  ...agencies.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen })),
];

const wordsOf = ({ name, agency }: OwnerChoice): string => `${name} (${agency})`;

/** Items of a select of one responsible person. */
export const ownerItems = (owners: OwnerChoice[], chosen: unknown) => [
  { value: '', text: 'Select a person', selected: !chosen },
  ...owners.map((owner) => ({ value: owner.id, text: wordsOf(owner), selected: owner.id === chosen })),
];

/** Boxes of several responsible people. */
export function ownerBoxes(owners: OwnerChoice[], chosen: unknown) {
  const ticked: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
  return owners.map((owner) => ({ value: owner.id, text: wordsOf(owner), checked: ticked.includes(owner.id) }));
}

/** A manager names their own agency; the chair any. */
export const agenciesOf = (actor: Actor, agencies: AgencyChoice[]): AgencyChoice[] =>
  hasRole(actor, 'panel_chair') ? agencies : agencies.filter(({ id }) => id === actor.agencyId);

/** A day as its three boxes hold it. */
export function dayBoxes(name: string, day: Day): Record<string, unknown> {
  const [year, month, date] = day.split('-').map(Number);
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}
