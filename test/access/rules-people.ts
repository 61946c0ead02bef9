import { type Actor, type Role, ROLES } from '../../src/platform/access';
import { type Relation, RELATIONS, type State } from './vocabulary';

/** Somebody of the document of rights as the rules meet them: an actor with the keys that their part gives them. */
export interface Colleague {
  roles: Role[];
  relation: Relation;
  actor: Actor;
}

const PANEL_ID = 'panel';
const AGENCY_OF_THE_CASE = 'agency-of-the-case';

/** Everybody of one role in every relation, and a manager who also chairs: some rules only they meet. */
export function colleagues(): Colleague[] {
  const alone = ROLES.flatMap((role) => RELATIONS.map((relation) => colleague([role], relation)));
  return [...alone, ...RELATIONS.map((relation) => colleague(['manager', 'panel_chair'], relation))];
}

function colleague(roles: Role[], relation: Relation): Colleague {
  const userId = `${roles.join('-and-')} ${relation}`;
  const agencyId = relation === 'works' || relation === 'agency' ? AGENCY_OF_THE_CASE : `agency of ${userId}`;
  const openGrants = relation === 'grant' ? [`grant of ${userId}`] : [];
  const onPanel = relation === 'panel' && roles.some((role) => role === 'panel_member' || role === 'panel_chair');
  return {
    roles,
    relation,
    actor: {
      userId,
      displayName: userId,
      email: '',
      agencyId,
      agencyName: agencyId,
      agencyKind: 'voluntary',
      roles,
      accessKeys: [
        userId,
        ...(roles.includes('manager') ? [agencyId] : []),
        ...(onPanel ? [PANEL_ID] : []),
        ...openGrants,
      ],
      openGrants,
    },
  };
}

/** The access keys of a record, as access_keys_of() in the database makes them. */
export function keysOf(state: State, people: Colleague[], only?: 'the panel alone'): string[] {
  if (only) return [PANEL_ID];
  const idsOf = (wanted: Relation) =>
    people.filter(({ relation }) => relation === wanted).map(({ actor }) => actor.userId);
  if (state === 'restricted') return idsOf('named');
  const grants = people.flatMap(({ actor }) => actor.openGrants ?? []);
  return [...idsOf('works'), AGENCY_OF_THE_CASE, ...(state === 'normal' ? [PANEL_ID] : []), ...grants];
}
