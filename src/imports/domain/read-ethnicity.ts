import { lookupKey } from './clean-text';

/** Self-defined ethnicity, 18+1. `not-stated` is an answer the person gave; `not-asked` and `not-known` are not answers. */
export type EthnicityReading =
  | { status: 'stated'; code: string }
  | { status: 'not-stated' | 'not-asked' | 'not-known' }
  | { status: 'not-understood' };

const codes = [
  'W1',
  'W2',
  'W3',
  'W9',
  'M1',
  'M2',
  'M3',
  'M9',
  'A1',
  'A2',
  'A3',
  'A4',
  'A9',
  'B1',
  'B2',
  'B9',
  'O2',
  'O9',
];

/** Descriptions that fit one code and no other. "Asian", "African", "mixed" fit several, so they are not here. */
const certain: Record<string, string> = {
  'white british': 'W1',
  'white - british': 'W1',
  'white irish': 'W2',
  'white - irish': 'W2',
  'gypsy or irish traveller': 'W3',
  'white - gypsy or irish traveller': 'W3',
  'mixed - white & black carib': 'M1',
  'mixed - white & black caribbean': 'M1',
  'white & black caribbean': 'M1',
  'mixed - white & black african': 'M2',
  'white & black african': 'M2',
  'mixed - white & asian': 'M3',
  'white & asian': 'M3',
  indian: 'A1',
  'asian - indian': 'A1',
  'asian indian': 'A1',
  pakistani: 'A2',
  'asian - pakistani': 'A2',
  'asian pakistani': 'A2',
  bangladeshi: 'A3',
  'asian - bangladeshi': 'A3',
  chinese: 'A4',
  'asian - chinese': 'A4',
  'black caribbean': 'B1',
  'black - caribbean': 'B1',
  'black african': 'B2',
  'black - african': 'B2',
  arab: 'O2',
};

const notAsked = ['not asked', 'not yet asked', 'not recorded', 'na', 'n/a'];
const notStated = ['ns', 'not stated', 'declined', 'refused', 'prefer not to say', 'declined to say'];
const notKnown = ['', '?', 'not known', 'unknown', 'un', 'nk', 'tbc', '-'];

/** Reads an ethnicity cell. A code of the older 16+1 list is converted only where the older code had one meaning. */
export function readEthnicity(cell: string): EthnicityReading {
  const key = lookupKey(cell)
    .replace(/\.$/, '')
    .replace(/\band\b/g, '&')
    .replace(/\s*-\s*/g, ' - ')
    .replace(/^-$/, '-')
    .trim();
  if (notKnown.includes(key)) return { status: 'not-known' };
  if (notAsked.includes(key)) return { status: 'not-asked' };
  if (notStated.includes(key)) return { status: 'not-stated' };
  const upper = key.toUpperCase();
  if (codes.includes(upper)) return { status: 'stated', code: upper };
  // Chinese was O1 in the 16+1 list and is A4 in the 18+1; O1 has no meaning of its own today.
  if (upper === 'O1') return { status: 'stated', code: 'A4' };
  const code = certain[key];
  return code ? { status: 'stated', code } : { status: 'not-understood' };
}
