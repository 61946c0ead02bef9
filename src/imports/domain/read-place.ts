import { lookupKey, normaliseText } from './clean-text';

export interface AddressReading {
  kind: 'address' | 'no-fixed-abode' | 'placed-out-of-area';
  text: string;
  postcode: string | null;
  /** Where a person placed out of area lives, when the cell says so. */
  area: string | null;
}

const postcodeShape = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][ABD-HJLNP-UW-Z]{2})\b/i;

/** Reads an address cell; null when empty. */
export function readAddress(cell: string): AddressReading | null {
  const text = normaliseText(cell);
  if (text === '') return null;
  const [, outward, inward] = postcodeShape.exec(text) ?? [];
  const postcode = outward && inward ? `${outward} ${inward}`.toUpperCase() : null;
  if (/^(nfa|no fixed (abode|address)|homeless)\b/i.test(text))
    return { kind: 'no-fixed-abode', text, postcode, area: null };
  const placed = /^(?:placed )?out[ -]of[ -]area\b[\s:(-]*([^)]*)\)?/i.exec(text);
  if (placed) return { kind: 'placed-out-of-area', text, postcode, area: placed[1]?.trim() || null };
  return { kind: 'address', text, postcode, area: null };
}

export interface EducationReading {
  kind: 'setting' | 'not-in-education-employment-or-training' | 'electively-home-educated' | 'not-known';
  /** The school, college or unit as written. */
  setting: string | null;
}

/** Reads a school or education, training and employment cell; null when empty. */
export function readEducation(cell: string): EducationReading | null {
  const text = normaliseText(cell);
  const key = lookupKey(cell);
  if (text === '') return null;
  if (/^(\?+|not known|unknown|n\/?k|tbc)$/.test(key)) return { kind: 'not-known', setting: null };
  if (/^neet\b/.test(key)) return { kind: 'not-in-education-employment-or-training', setting: null };
  if (/^(ehe|(elective(ly)? )?home[ -]educat(ed|ion))\b/.test(key))
    return { kind: 'electively-home-educated', setting: null };
  return { kind: 'setting', setting: text };
}
