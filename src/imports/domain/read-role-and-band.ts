import { lookupKey } from './clean-text';

/** A false says only that the sheet does not claim that role. Nothing known: both are false and `isKnown` is false. */
export interface RoleReading {
  isKnown: boolean;
  isExperiencing: boolean;
  isPerpetrating: boolean;
}

const experiencing = ['v', 'victim', 'experiencing', 'at risk of experiencing'];
const perpetrating = ['s', 'suspect', 'p', 'perp', 'perpetrator', 'perpetrating', 'at risk of perpetrating'];
const both = [
  'v&s',
  's&v',
  'vs',
  'sv',
  'v/s',
  's/v',
  'v+s',
  'v and s',
  'both',
  'victim & suspect',
  'victim and suspect',
  'victim/suspect',
  'suspect/victim',
];
const notKnown = ['', '?', '??', 'not known', 'unknown', 'nk', 'tbc', 'n/k', '-'];

/** Reads victim or suspect, or null for words we do not know. Never invents a role. */
export function readRole(cell: string): RoleReading | null {
  const key = lookupKey(cell)
    .replace(/\s*([&/+])\s*/g, '$1')
    .replace('victim&suspect', 'victim & suspect');
  if (notKnown.includes(key)) return { isKnown: false, isExperiencing: false, isPerpetrating: false };
  if (both.includes(key)) return { isKnown: true, isExperiencing: true, isPerpetrating: true };
  if (experiencing.includes(key)) return { isKnown: true, isExperiencing: true, isPerpetrating: false };
  if (perpetrating.includes(key)) return { isKnown: true, isExperiencing: false, isPerpetrating: true };
  return null;
}

/**
 * One column of a sheet often holds two scales: exploitation (emerging, significant, experiencing) and violence (low, medium,
 * high). A suggestion is made only where a word belongs to one scale.
 */
export interface BandReading {
  raw: string;
  suggestion:
    | { scale: 'exploitation'; level: 'emerging' | 'significant' | 'experiencing' }
    | { scale: 'violence'; level: 'low' | 'medium' | 'high' }
    | null;
}

const suggestions = new Map<string, BandReading['suggestion']>([
  ['emerging', { scale: 'exploitation', level: 'emerging' }],
  ['significant', { scale: 'exploitation', level: 'significant' }],
  ['experiencing', { scale: 'exploitation', level: 'experiencing' }],
  ['low', { scale: 'violence', level: 'low' }],
  ['l', { scale: 'violence', level: 'low' }],
  ['med', { scale: 'violence', level: 'medium' }],
  ['medium', { scale: 'violence', level: 'medium' }],
  ['m', { scale: 'violence', level: 'medium' }],
  ['high', { scale: 'violence', level: 'high' }],
  ['h', { scale: 'violence', level: 'high' }],
]);

/** Keeps the band as written, with a suggestion where it is certain; null for an empty cell. */
export function readBand(cell: string): BandReading | null {
  if (cell.trim() === '') return null;
  return { raw: cell.trim(), suggestion: suggestions.get(lookupKey(cell).replace(/ risk$/, '')) ?? null };
}
