import { ROLES } from '../../platform/access';
import type { TypedFields } from '../../web/page-model';
import { userPaths } from '../paths';
import { ROLE_WORDS } from '../role-words';
import type { AgencyChoiceRow, HeldCountRow, ToldRow, UserPageRow } from '../users.queries';

const roleItems = (chosen: unknown) => {
  const list: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
  return ROLES.map((role) => ({ value: role, text: ROLE_WORDS[role], checked: list.includes(role) }));
};

const agencyItems = (agencies: AgencyChoiceRow[], chosen: unknown) => [
  { value: '', text: 'Select an agency', selected: !chosen },
  ...agencies.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen })),
];

type InviteFields = TypedFields<'displayName' | 'email' | 'jobTitle' | 'agencyId' | 'roles'>;

export const presentInvitation = (agencies: AgencyChoiceRow[], typed: InviteFields) => ({
  typed,
  action: userPaths.list,
  backHref: userPaths.list,
  roles: roleItems(typed.roles),
  agencies: agencyItems(agencies, typed.agencyId),
});

/** Which of the page's forms came back, and what was typed into it. */
export interface Returned {
  form: 'roles' | 'agency' | 'status' | 'link' | 'factors';
  typed: TypedFields<'roles' | 'agencyId' | 'reason'>;
}

export interface ShownUser {
  user: UserPageRow;
  agencies: AgencyChoiceRow[];
  isOneself: boolean;
  held: HeldCountRow | undefined;
  told: ToldRow[];
}

export const presentUser = ({ user, agencies, isOneself, held, told }: ShownUser, returned?: Returned) => {
  const typedIn = (form: Returned['form']): Returned['typed'] => (returned?.form === form ? returned.typed : {});
  const reasonIn = (form: Returned['form']): string => {
    const { reason } = typedIn(form);
    return typeof reason === 'string' ? reason : '';
  };
  const hasAccepted = user.invited_at === null || user.accepted_at !== null;
  return {
    backHref: userPaths.list,
    name: user.display_name,
    version: user.version,
    isActive: user.status === 'active',
    isOneself,
    leaving: leavingOf(user, held, told),
    waitsForInvitation: !hasAccepted && user.status === 'active',
    facts: [
      { label: 'Email address', text: user.email },
      { label: 'Job', text: user.job_title ?? 'Not recorded' },
      { label: 'Agency', text: user.agency_name },
      { label: 'Roles', text: user.roles.map((role) => ROLE_WORDS[role]).join(', ') },
      { label: 'State', text: stateWords(user, hasAccepted) },
    ],
    rolesForm: {
      action: userPaths.roles(user.id),
      items: roleItems(typedIn('roles').roles ?? user.roles),
      reason: reasonIn('roles'),
    },
    agencyForm: {
      action: userPaths.agency(user.id),
      items: agencyItems(agencies, typedIn('agency').agencyId),
      reason: reasonIn('agency'),
    },
    statusForm: {
      action: user.status === 'active' ? userPaths.disablement(user.id) : userPaths.enablement(user.id),
      reason: reasonIn('status'),
    },
    factorForm: { action: userPaths.factorReset(user.id), reason: reasonIn('factors') },
    linkAction: userPaths.links(user.id),
    /** The reason box of each form has the same name; an error belongs to the one that was sent. */
    returnedForm: returned?.form ?? '',
  };
};

/** How much they still hold, and who was told to hand it on: the administrator opens no case, and hands on nothing. */
function leavingOf(user: UserPageRow, held: HeldCountRow | undefined, told: ToldRow[]) {
  if (!held || held.parts + held.actions + held.seats === 0) return undefined;
  return {
    holds: countWords([
      [held.parts, 'part in a case', 'parts in cases'],
      [held.actions, 'open action', 'open actions'],
      [held.seats, 'panel seat', 'panel seats'],
    ]),
    elsewhere: held.elsewhere === 0 ? undefined : `${held.elsewhere} of these in an agency they have left.`,
    isGone: user.status === 'disabled' || held.elsewhere > 0,
    told: told.map(({ recipient, agency, told_at: at }) => ({ who: `${recipient}, ${agency}`, at })),
  };
}

const countWords = (counts: [count: number, one: string, many: string][]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`)
    .join(', ');

function stateWords(user: UserPageRow, hasAccepted: boolean): string {
  if (user.status === 'disabled') return `Disabled: ${user.disabled_reason ?? 'no reason recorded'}`;
  return hasAccepted ? 'Active' : 'Invited, has not chosen a password yet';
}

export type InvitationModel = ReturnType<typeof presentInvitation>;
export type UserModel = ReturnType<typeof presentUser>;
