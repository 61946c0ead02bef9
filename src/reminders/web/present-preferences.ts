import type { PreferencesRow } from '../ladder.queries';
import { reminderPaths, reminderTabs } from '../paths';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Version 0: nothing chosen yet, so everything is on. */
export const presentPreferences = (kept: PreferencesRow | undefined) => ({
  tabs: reminderTabs('preferences'),
  keepHref: reminderPaths.preferences,
  absencesHref: '/absences',
  version: kept?.version ?? 0,
  days: DAYS.map((text, at) => ({
    value: String(at + 1),
    text,
    checked: kept === undefined || kept.days.includes(at + 1),
  })),
  alsoImmediate: [
    { value: 'yes', text: 'Yes, send it at once', checked: kept?.also_immediate !== false },
    { value: 'no', text: 'No, put it in the next e-mail', checked: kept?.also_immediate === false },
  ],
});

export type PreferencesModel = ReturnType<typeof presentPreferences>;
