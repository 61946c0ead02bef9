// Control characters except tab and line breaks; direction overrides and zero-width marks that hide what a cell says.
const hidden = /(?![\t\n\r])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** The cell without characters that PostgreSQL refuses or a person cannot see, and how many were taken out or replaced. */
export function cleanText(cell: string): { text: string; removed: number } {
  const whole = cell.replace(/\p{Surrogate}/gu, '\ufffd');
  const text = whole.replace(hidden, '').replace(/\r\n?/g, '\n');
  const replaced = whole === cell ? 0 : countDifferences(whole, cell);
  return { text: text.trim(), removed: replaced + (whole.match(hidden)?.length ?? 0) };
}

/** Text for comparing: one form of accents, single spaces, no outer spaces. Case is kept. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Lower case, plain apostrophes and dashes, single spaces: for looking words up in a list. */
export function lookupKey(text: string): string {
  return normaliseText(text)
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/gu, "'")
    .replace(/[\u2010-\u2015]/gu, '-');
}

function countDifferences(a: string, b: string): number {
  let differences = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) differences += 1;
  return differences;
}
