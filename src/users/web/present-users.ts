import type { CursorPage } from '../../platform/http';
import { userPaths } from '../paths';
import { ROLE_WORDS } from '../role-words';
import type { UserRow } from '../users.queries';

export const presentUsers = (page: CursorPage<UserRow>, isLaterPage: boolean, mayChange: boolean) => ({
  inviteHref: mayChange ? userPaths.new : undefined,
  users: page.items.map((user) => ({
    name: user.display_name,
    href: mayChange ? userPaths.one(user.id) : undefined,
    jobTitle: user.job_title ?? 'Not recorded',
    agency: user.agency_name,
    email: user.email,
    roles: user.roles.map((role) => ROLE_WORDS[role]).join(', '),
    state: user.status === 'active' ? 'Active' : 'Disabled',
  })),
  nextHref: page.nextCursor === null ? undefined : `${userPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isLaterPage ? userPaths.list : undefined,
});

export type UsersModel = ReturnType<typeof presentUsers>;
