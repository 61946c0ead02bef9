import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  /** The words of each page, in the order they were drawn. */
  pages: string[];
  /** The kinds of elements in its structure tree, each as often as it stands there. */
  tags: string[];
  language: string | undefined;
  isTagged: boolean;
}

type Objects = Map<number, { dictionary: string; stream: string }>;

/** Reads back what our own writer wrote: letters by their table to Unicode, elements by the structure tree. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes);
  const all = [...objects.values()].map(({ dictionary }) => dictionary);
  const catalogue = all.find((dictionary) => dictionary.includes('/Type /Catalog')) ?? '';
  const pages = all.filter((dictionary) => /\/Type \/Page\b/.test(dictionary));
  return {
    pages: pages.map((page) => wordsOf(page, objects)),
    tags: all.flatMap((dictionary) => /^<<\s*\/S \/(\w+)/.exec(dictionary)?.[1] ?? []),
    language: /\/Lang \(([^)]+)\)/.exec(catalogue)?.[1],
    isTagged: catalogue.includes('/StructTreeRoot') && all.some((dictionary) => dictionary.includes('/Marked true')),
  };
}

function objectsOf(bytes: Buffer): Objects {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)];
  return new Map(
    found.map(([, id, body = '']) => {
      const [dictionary = '', raw] = body.split(/stream\n/);
      const data = Buffer.from((raw ?? '').replace(/\nend$/, ''), 'latin1');
      const isDeflated = dictionary.includes('/FlateDecode') && !dictionary.includes('/FontDescriptor');
      return [Number(id), { dictionary, stream: isDeflated ? inflateSync(data).toString('latin1') : '' }];
    }),
  );
}

const refersTo = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? -1);

function wordsOf(page: string, objects: Objects): string {
  const at = (id: number) => objects.get(id) ?? { dictionary: '', stream: '' };
  const resources = at(refersTo(page, 'Resources')).dictionary || page;
  const letters = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [
      name,
      lettersOf(at(refersTo(at(Number(id)).dictionary, 'ToUnicode')).stream),
    ]),
  );
  let font = new Map<string, string>();
  const lines: string[] = [];
  for (const [line, name] of at(refersTo(page, 'Contents')).stream.matchAll(/\/(F\d+) \S+ Tf|\[[^\]]*\] TJ/g)) {
    if (name) font = letters.get(name) ?? font;
    else lines.push(decoded(line, font));
  }
  return lines.join(' ');
}

const decoded = (shown: string, font: Map<string, string>): string =>
  [...shown.matchAll(/<([0-9a-f]+)>/gi)]
    .flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? [])
    .map((code) => font.get(code.toLowerCase()) ?? '')
    .join('');

/** From the codes of a font's letters to the letters: each range of the table lists them one after the other, a ligature as several. */
function lettersOf(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '0', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, code = ''], at) => {
      const units = (code.match(/[^ ]{4}/g) ?? []).map((unit) => parseInt(unit, 16));
      letters.set((parseInt(first, 16) + at).toString(16).padStart(4, '0'), String.fromCharCode(...units));
    });
  }
  return letters;
}
