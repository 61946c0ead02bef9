import { type Rights } from './rights';
import type { Colleague } from './rules-people';
import type { State } from './vocabulary';

export interface Said {
  kind: string;
  acts: string[];
  /** The record beside its access keys, as it stands to the person who asks. */
  record?: (asking: Colleague, state: State) => object;
  /** Other keys than those of a record in its state. */
  keys?: 'the panel alone';
  may: Rights;
  /** Further relations of a manager who also chairs a panel: what neither may alone. */
  both?: Partial<Rights>;
}

export const everywhere = (rights: string): Rights => ({ normal: rights, restricted: rights, closed: rights });
export const ANY = 'works, agency, panel, made it, other agency, ended, none, grant, named';
export const NOBODY = everywhere('');
export const SOMEBODY = 'somebody-else';
export const ELSEWHERE = 'another-agency';

export const MANAGERS: Rights = {
  normal: 'manager: works, agency',
  restricted: 'manager: named',
  closed: 'manager: works, agency',
};
export const CHAIR: Rights = {
  normal: 'panel_chair: works, panel',
  restricted: 'panel_chair: named',
  closed: 'panel_chair: works',
};
export const PANEL: Rights = {
  normal: 'panel_member panel_chair: works, panel',
  restricted: 'panel_member panel_chair: named',
  closed: 'panel_member panel_chair: works',
};
export const either = (one: Rights, other: Rights): Rights => ({
  normal: `${one.normal} | ${other.normal}`,
  restricted: `${one.restricted} | ${other.restricted}`,
  closed: `${one.closed} | ${other.closed}`,
});

export const forAll = () => ({ visibility: 'all_agencies', visibleTo: [] });
export const forMyAgency = ({ actor }: Colleague) => ({ visibility: 'named_agencies', visibleTo: [actor.agencyId] });
export const forPolice = () => ({ visibility: 'police_only', visibleTo: [] });
export const isRestricted = (state: State) => ({ isRestricted: state === 'restricted' });
