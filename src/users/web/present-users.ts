import type { Role } from '../../platform/access';
import type { CursorPage } from '../../platform/http';
import { userPaths } from '../paths';
import { ROLE_WORDS } from '../role-words';
import { OPEN_NO_CASE, WORK_CASES } from '../roles-apart';
import type { RolesToSettleRow, UserRow } from '../users.queries';

interface UsersShown {
  page: CursorPage<UserRow>;
  toSettle: RolesToSettleRow[];
  isLaterPage: boolean;
  mayChange: boolean;
}

export const presentUsers = ({ page, toSettle, isLaterPage, mayChange }: UsersShown) => ({
  inviteHref: mayChange ? userPaths.new : undefined,
  toSettle: toSettle.map(({ id, display_name, roles }) => ({
    name: display_name,
    href: mayChange ? userPaths.one(id) : undefined,
    apart: wordsOf(roles.filter((role) => OPEN_NO_CASE.includes(role))),
    works: wordsOf(roles.filter((role) => WORK_CASES.includes(role))),
  })),
  users: page.items.map((user) => ({
    name: user.display_name,
    href: mayChange ? userPaths.one(user.id) : undefined,
    jobTitle: user.job_title ?? 'Not recorded',
    agency: user.agency_name,
    email: user.email,
    roles: wordsOf(user.roles),
    state: user.status === 'active' ? 'Active' : 'Disabled',
  })),
  nextHref: page.nextCursor === null ? undefined : `${userPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isLaterPage ? userPaths.list : undefined,
});

const wordsOf = (roles: readonly Role[]): string => roles.map((role) => ROLE_WORDS[role]).join(', ');

export type UsersModel = ReturnType<typeof presentUsers>;
