import { withoutMarks } from '../../shared/typed-number';

export type UpnReading =
  { status: 'valid'; upn: string } | { status: 'invalid'; reason: 'not-a-upn' | 'check-letter'; upn: string };

/** I, O and S are left out: they are read as 1, 0 and 5. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-Z][0-9]{11}[0-9A-Z]$/;

/**
 * Reads a unique pupil number: check letter, local authority (3), school (4), year (2), serial (3); a temporary number ends
 * in a letter. Rule: each character after the first times its place (2 to 13), letters by their place in the alphabet
 * without I, O and S; the sum modulo 23 is the check letter. Authorities are not looked up: lists of them grow old.
 */
export function readUpn(text: string): UpnReading {
  const upn = withoutMarks(text);
  const last = upn.slice(-1);
  const isShaped = SHAPE.test(upn) && LETTERS.includes(upn[0] ?? '') && (/\d/.test(last) || LETTERS.includes(last));
  if (!isShaped) return { status: 'invalid', reason: 'not-a-upn', upn };
  if (checkLetterOf(upn) !== upn[0]) return { status: 'invalid', reason: 'check-letter', upn };
  return { status: 'valid', upn };
}

function checkLetterOf(upn: string): string {
  let sum = 0;
  for (let place = 2; place <= upn.length; place += 1) sum += valueOf(upn[place - 1] ?? '0') * place;
  return LETTERS[sum % LETTERS.length] ?? '';
}

const valueOf = (character: string): number => (/\d/.test(character) ? Number(character) : LETTERS.indexOf(character));
