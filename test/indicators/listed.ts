import type { CheerioAPI } from 'cheerio';

/** What the list behind a figure adds up to: “31 of 43”, or “7”. */
export function listed($: CheerioAPI, isShare: boolean): string {
  const parts = $('[data-qa=people] tbody tr td:last-child')
    .toArray()
    .map((cell): [number, number] => {
      const words = $(cell).text();
      const [, met, total] = /^(\d+) of (\d+)$/.exec(words) ?? [];
      if (met && total) return [Number(met), Number(total)];
      return isShare ? [words === 'Yes' ? 1 : 0, 1] : [0, Number(words)];
    });
  const [met, total] = [0, 1].map((at) => parts.reduce((sum, part) => sum + (part[at] ?? 0), 0));
  return isShare ? `${met} of ${total}` : String(total);
}
