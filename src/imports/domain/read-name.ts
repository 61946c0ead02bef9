import { normaliseText } from './clean-text';

/** A person's name as far as the cell says it. Without a comma the order is only an assumption: matching tries both. */
export interface PersonName {
  givenName: string;
  /** Empty when the cell holds a single word. */
  familyName: string;
  order: 'family-name-first' | 'given-name-first' | 'order-assumed';
  alias: string | null;
  /** What was written behind the name (`see also brother`). */
  remark: string | null;
}

const aliasInBrackets = /\((?:also )?(?:a\.?k\.?a\.?|known as|likes to be called|alias)[:\s]+([^)]*)\)/i;
const aliasBehind = /(?<![\s,])[\s,]+(?:a\.?k\.?a\.?|alias)[:\s]+(.*)$/i;
const aliasInQuotes = /["“]([^"”]+)["”]/;

/** Reads a name cell, or returns null when it holds no letter. */
export function readName(cell: string): PersonName | null {
  const remarks: string[] = [];
  const [aliasText, withoutAlias] = takeAlias(normaliseText(cell));
  const withoutBrackets = withoutAlias.replace(/\(([^)]*)\)/g, (_whole, inside: string) => {
    remarks.push(inside.trim());
    return ' ';
  });
  const [written = '', ...behind] = withoutBrackets.split(/\s+[-\u2013\u2014]+\s+|;/u);
  remarks.push(...behind.map((part) => part.trim()));
  const plain = normaliseText(written).replace(/^[,\s]+|[,\s]+$/g, '');
  if (!/\p{L}/u.test(plain)) return null;
  return { ...partsOf(plain), alias: aliasText, remark: remarks.filter(Boolean).join('; ') || null };
}

/** A name already in two cells. */
export function nameOfParts(givenCell: string, familyCell: string): PersonName | null {
  const given = readName(givenCell);
  const family = readName(familyCell);
  if (!given && !family) return null;
  return {
    givenName: tidyCase(joinParts(given)),
    familyName: tidyCase(joinParts(family)),
    order: 'given-name-first',
    alias: given?.alias ?? family?.alias ?? null,
    remark: [given?.remark, family?.remark].filter(Boolean).join('; ') || null,
  };
}

function takeAlias(text: string): [alias: string | null, rest: string] {
  for (const pattern of [aliasInBrackets, aliasInQuotes, aliasBehind]) {
    const found = pattern.exec(text);
    if (found?.[1]) return [found[1].trim(), text.replace(pattern, ' ')];
  }
  return [null, text];
}

function partsOf(plain: string): Pick<PersonName, 'givenName' | 'familyName' | 'order'> {
  const comma = plain.indexOf(',');
  if (comma > 0) {
    const given = plain.slice(comma + 1).replace(/,/g, ' ');
    return { familyName: tidyCase(plain.slice(0, comma)), givenName: tidyCase(given), order: 'family-name-first' };
  }
  const words = plain.split(' ');
  const shouted = words.filter(isShouted);
  // `SMITH Zainab` and `Zainab SMITH`: capitals mark the family name in most agencies' files.
  if (shouted.length > 0 && shouted.length < words.length) {
    const order = isShouted(words[0] ?? '') ? 'family-name-first' : 'given-name-first';
    const given = words.filter((word) => !isShouted(word));
    return { familyName: tidyCase(shouted.join(' ')), givenName: tidyCase(given.join(' ')), order };
  }
  if (words.length === 1) return { givenName: tidyCase(plain), familyName: '', order: 'order-assumed' };
  return {
    givenName: tidyCase(words.slice(0, -1).join(' ')),
    familyName: tidyCase(words.at(-1) ?? ''),
    order: 'order-assumed',
  };
}

function joinParts(name: PersonName | null): string {
  if (!name) return '';
  return name.order === 'family-name-first'
    ? `${name.familyName} ${name.givenName}`.trim()
    : `${name.givenName} ${name.familyName}`.trim();
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** `D'SOUZA` → `D'Souza`, `MCKENZIE` → `McKenzie`. A name with any small letter is left as the person wrote it. */
function tidyCase(text: string): string {
  const name = normaliseText(text);
  if (!isShouted(name)) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'\u2019-])(\p{L})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase())
    .replace(
      /(^|[\s-])Mc(\p{L})(?=\p{L}{2})/gu,
      (_whole, before: string, letter: string) => `${before}Mc${letter.toUpperCase()}`,
    );
}
