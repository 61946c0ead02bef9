import type { CalendarFeed } from '../calendar-feeds';
import { reviewPaths } from '../paths';

export const presentCalendarFeed = (feed: CalendarFeed | undefined) => ({
  backHref: reviewPaths.work,
  action: reviewPaths.calendar,
  endAction: reviewPaths.calendarEnding,
  feed: feed && feed.endedAt === null ? { madeAt: feed.madeAt, lastReadAt: feed.lastReadAt } : undefined,
  endedAt: feed?.endedAt ?? undefined,
});

export const presentNewCalendarFeed = (address: string) => ({ address, doneHref: reviewPaths.calendar });

export type CalendarFeedModel = ReturnType<typeof presentCalendarFeed>;
