/** The end of the chain as it was told outside: whoever has kept it can say whether the chain still passes through it. */
export interface Head {
  number: string;
  hash: string;
  totalRows: string;
  sealedAt: string;
}

/** One line, the same in the file, the e-mail and the webhook. It holds no id and nothing about a person. */
export const headLine = ({ number, hash, totalRows, sealedAt }: Head): string =>
  JSON.stringify({ auditHead: 1, number, hash, totalRows, sealedAt });

/** Every head in a text, by its line, wherever it stands: the file itself, or saved e-mails that carry such lines. */
export function headsIn(text: string): Head[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /\{"auditHead":1,.*\}/.exec(line)?.[0];
    const head = found === undefined ? undefined : readHead(found);
    return head ? [head] : [];
  });
}

function readHead(json: string): Head | undefined {
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== 'object' || read === null) return undefined;
    const { number, hash, totalRows, sealedAt } = { ...read } as Record<string, unknown>;
    if ([number, hash, totalRows, sealedAt].some((value) => typeof value !== 'string')) return undefined;
    return { number: String(number), hash: String(hash), totalRows: String(totalRows), sealedAt: String(sealedAt) };
  } catch {
    return undefined;
  }
}
