import { decode } from 'iconv-lite';

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

export type DecodedFile =
  | {
      status: 'decoded';
      /** Text to split into cells. Unless `isUnicode`, each character is one byte, and each cell still wants `decodeCell`. */
      text: string;
      isUnicode: boolean;
      /** 'mixed' until the cells have said which. */
      fileEncoding: FileEncoding;
    }
  | { status: 'refused'; reason: string };

const saveAsCsv = 'In the spreadsheet choose "Save as", then "CSV (comma separated)", and upload that file.';
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Turns the bytes of an upload into text, or says in the user's words why it is not a CSV file. */
export function decodeFile(bytes: Buffer): DecodedFile {
  if (bytes.length === 0) return refuse(`The file is empty. ${saveAsCsv}`);
  const notCsv = nameOfOtherFormat(bytes);
  if (notCsv) return refuse(`This is ${notCsv}, not a CSV file. ${saveAsCsv}`);
  const wide = utf16Of(bytes);
  if (wide) return decoded(decode(bytes, wide), wide, true);
  if (isMostlyNuls(bytes)) return refuse(`This file is not text, so it cannot be a CSV file. ${saveAsCsv}`);
  const body = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
  const whole = asUtf8(body);
  if (whole !== null) return decoded(whole, 'utf-8', true);
  // Comma, quote and line end are the same bytes in both encodings, so cells can be cut first and read one by one:
  // sheets that several people keep hold UTF-8 and windows-1252 side by side.
  return decoded(body.toString('latin1'), 'mixed', false);
}

/** One cell of a file that is not all UTF-8: UTF-8 when its bytes are, windows-1252 otherwise. */
export function decodeCell(cell: string): { text: string; encoding: 'ascii' | 'utf-8' | 'windows-1252' } {
  // eslint-disable-next-line no-control-regex -- ASCII is exactly this range
  if (/^[\u0000-\u007f]*$/.test(cell)) return { text: cell, encoding: 'ascii' };
  const bytes = Buffer.from(cell, 'latin1');
  const text = asUtf8(bytes);
  if (text !== null) return { text, encoding: 'utf-8' };
  return { text: decode(bytes, 'windows-1252'), encoding: 'windows-1252' };
}

function decoded(text: string, fileEncoding: FileEncoding, isUnicode: boolean): DecodedFile {
  return { status: 'decoded', text: text.replace(/^\ufeff/, ''), fileEncoding, isUnicode };
}

function refuse(reason: string): DecodedFile {
  return { status: 'refused', reason };
}

function asUtf8(bytes: Buffer): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null; // The decoder says "not UTF-8" only by throwing.
  }
}

function nameOfOtherFormat(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 8).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return 'an Excel workbook (.xlsx) or another zipped file';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'an old Excel workbook (.xls)';
  if (start.startsWith('%PDF')) return 'a PDF';
  if (/^\s*<(!doctype|html|\?xml)/i.test(bytes.subarray(0, 100).toString('latin1'))) return 'a web page or XML file';
  return null;
}

/** By its mark, or, without one, by NULs in every second byte of the start. */
function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 2000);
  const pairs = Math.floor(start.length / 2);
  const nuls = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

function isMostlyNuls(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4000);
  let nuls = 0;
  for (const byte of start) if (byte === 0) nuls += 1;
  return nuls > start.length * 0.1;
}
