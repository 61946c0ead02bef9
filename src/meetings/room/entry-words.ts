import type { EntryKind } from '../meeting-entry.entity';

/** VOLT is the lens of the London panels: victims, offenders, locations, themes (2-practice 2.1). */
export const ENTRY_WORDS: Record<EntryKind, string> = {
  return: 'Agency return',
  information: 'Information',
  victims: 'Victims',
  offenders: 'Offenders',
  locations: 'Locations',
  themes: 'Themes',
  view: 'A view',
  dissent: 'A view that differed',
  voice: 'The person’s voice',
  discussion: 'Discussion',
  correction: 'Correction',
  replaced_decision: 'Decision replaced',
  carried_out: 'Carried out with the decision',
  put_back: 'Put back on the agenda',
};

/** What is chosen from in the room: a return has its own page, a correction its own place in the minutes. */
export const ROOM_KINDS = [
  'discussion',
  'information',
  'view',
  'dissent',
  'voice',
  'victims',
  'offenders',
  'locations',
  'themes',
] as const satisfies readonly EntryKind[];
