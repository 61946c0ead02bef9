import { lookupKey } from './clean-text';

/** What the sheet says of one need. "Not known" never counts as "no". */
export interface NeedReading {
  raw: string | null;
  status: 'known-need' | 'no-need-recorded' | 'not-known';
  isUnderstood: boolean;
}

const known = [
  'y',
  'yes',
  'camhs',
  "ref'd",
  'refd',
  'referred',
  'ehcp',
  'ehc plan',
  'sen support',
  'x',
  '✓',
  'known',
  'true',
];
const none = ['n', 'no', 'none', 'nil', 'false', '0'];
const notKnown = [
  '',
  '?',
  '??',
  'not known',
  'unknown',
  'nk',
  'n/k',
  'not disclosed',
  'not asked',
  'tbc',
  'dk',
  '-',
  'n/a',
];

/** Reads a need cell. A service, a referral or a count (`CAMHS`, `ref'd`, `4+`) is a known need; odd words are not known. */
export function readNeed(cell: string): NeedReading {
  const key = lookupKey(cell);
  const raw = cell.trim() || null;
  if (notKnown.includes(key)) return { raw, status: 'not-known', isUnderstood: true };
  if (none.includes(key)) return { raw, status: 'no-need-recorded', isUnderstood: true };
  if (known.includes(key) || /^[1-9]\d?\+?$/.test(key)) return { raw, status: 'known-need', isUnderstood: true };
  return { raw, status: 'not-known', isUnderstood: false };
}
