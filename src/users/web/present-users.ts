import type { CursorPage } from '../../platform/http';
import { userPaths } from '../paths';
import { ROLE_WORDS } from '../role-words';
import type { UserRow } from '../users.queries';

export const presentUsers = (page: CursorPage<UserRow>, isLaterPage: boolean) => ({
  rows: page.items.map((user) => [
    { text: user.display_name },
    { text: user.job_title ?? 'Not recorded' },
    { text: user.agency_name },
    { text: user.email },
    { text: user.roles.map((role) => ROLE_WORDS[role]).join(', ') },
    { text: user.status === 'active' ? 'Active' : 'Disabled' },
  ]),
  nextHref: page.nextCursor === null ? undefined : `${userPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isLaterPage ? userPaths.list : undefined,
});

export type UsersModel = ReturnType<typeof presentUsers>;
