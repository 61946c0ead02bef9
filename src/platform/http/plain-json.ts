import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../shared/errors';

/** Two readers of this text could find two different things in it. */
export class NotPlainJson extends Refusal {
  readonly status = 400;
  readonly code = 'bad-request';
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Refuses JSON that programs read differently: a name given twice (which one counts?), a byte order mark, bytes that are
 * not UTF-8 (ASVS 5.0 V1.5.3).
 * @throws NotPlainJson
 */
export function plainJsonOnly(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new NotPlainJson('Send JSON in UTF-8.');
  if (body.subarray(0, 3).equals(BYTE_ORDER_MARK)) throw new NotPlainJson('Send JSON without a byte order mark.');
  if (namesAnythingTwice(body.toString('utf8'))) throw new NotPlainJson('Send each name once in a JSON object.');
}

/** A text, or a bracket. What is between them does not matter here, and what is not JSON the parser refuses. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/gs;

/** False for what is not JSON at all: the parser refuses that, and only here are texts sure to end (the pattern is slow else). */
export function namesAnythingTwice(text: string): boolean {
  if (!isJson(text)) return false;
  const open: (Set<string> | undefined)[] = [];
  let before = '';
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && (before === '{' || before === ',')) {
      const names = open.at(-1);
      const name = decoded(last);
      if (names?.has(name)) return true;
      names?.add(name);
    }
    if (token.startsWith('"')) last = token;
    else before = token;
  }
  return false;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `"a"` and `"\\u0061"` are one name. */
const decoded = (token: string): string => String(JSON.parse(token));
