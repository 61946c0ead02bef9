import { Logger } from '@nestjs/common';
import { type Express, json, type Request, type Response } from 'express';

export const BROWSER_REPORTS_PATH = '/browser-reports';
const TYPES = ['application/csp-report', 'application/reports+json', 'application/json'];
const MOST_A_MINUTE = 60;
const MINUTE = 60_000;

interface Violation {
  directive: string;
  blocked: string;
  page: string;
}

/**
 * Where browsers say that a page tried what its policy forbids: a script that was smuggled in, or a fault of ours. Anybody
 * may post here, so little is read, only fixed words are kept, and no more than a few lines a minute are written.
 */
export function takeBrowserReports(express: Express, log = new Logger('BrowserReports')): void {
  const mayWrite = allowance();
  express.post(BROWSER_REPORTS_PATH, json({ limit: '16kb', type: TYPES }), (request: Request, response: Response) => {
    for (const { directive, blocked, page } of violationsIn(request.body)) {
      if (mayWrite()) log.warn(`A browser refused ${blocked} by ${directive} on ${page}`);
    }
    response.status(204).end();
  });
}

function allowance(): () => boolean {
  let [since, written] = [performance.now(), 0];
  return () => {
    if (performance.now() - since > MINUTE) [since, written] = [performance.now(), 0];
    written += 1;
    return written <= MOST_A_MINUTE;
  };
}

/** Both shapes that browsers send: one `csp-report`, or a list of reports. */
export function violationsIn(body: unknown): Violation[] {
  if (Array.isArray(body)) {
    return body.filter((one) => fieldOf(one, 'type') === 'csp-violation').map((one) => violation(fieldOf(one, 'body')));
  }
  const report = fieldOf(body, 'csp-report');
  return report === undefined ? [] : [violation(report)];
}

const violation = (report: unknown): Violation => ({
  directive: wordOf(report, 'effective-directive', 'effectiveDirective', 'violated-directive'),
  blocked: kindOf(textOf(report, 'blocked-uri', 'blockedURL')),
  page: placeOf(textOf(report, 'document-uri', 'documentURL')),
});

const wordOf = (report: unknown, ...names: string[]): string =>
  /^[a-z-]{3,40}/.exec(textOf(report, ...names))?.[0] ?? 'a rule';

/** What was refused, without its address, which could hold anything. */
function kindOf(blocked: string): string {
  if (['inline', 'eval', 'wasm-eval', 'data', 'blob'].includes(blocked)) return blocked;
  return /^https?:/.test(blocked) ? 'an address' : 'something';
}

/** The kind of page: our own words of the path only. An id, a question or a name that somebody made up is not kept. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return 'some page';
  const words = new URL(address).pathname.split('/').slice(1, 7);
  return `/${words.map((word) => (/^[a-z-]{1,30}$/.test(word) ? word : ':id')).join('/')}`;
}

function textOf(report: unknown, ...names: string[]): string {
  const found = names.map((name) => fieldOf(report, name)).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
