import type { OwnSession } from '../../platform/auth';
import { sitePaths } from '../site-paths';
import type { SessionTimes } from './session-times';

export const presentSession = ({ endsAt, latestAt }: SessionTimes) => ({ endsAt, latestAt });

export const presentSessions = (sessions: OwnSession[]) => ({
  backHref: sitePaths.account,
  endOthersHref: `${sitePaths.sessions}/ending`,
  hasOthers: sessions.some(({ isThisOne }) => !isThisOne),
  sessions: sessions.map(({ id, device, startedAt, lastUsedAt, isThisOne }) => ({
    device,
    startedAt,
    lastUsedAt,
    isThisOne,
    endHref: `${sitePaths.sessions}/${id}/ending`,
  })),
});

export type SessionsModel = ReturnType<typeof presentSessions>;
