import type { Finding, FindingKind } from '../domain/compare-rows';
import type { Verification } from './verify-chain';

const WORDS: Record<FindingKind, string> = {
  changed: 'rows that say something else than when they were sealed',
  missing: 'rows that are gone',
  added: 'rows that were put in afterwards',
  moved: 'rows that changed places',
  seal_broken: 'seals whose hash does not follow',
  seal_missing: 'seals that are gone (a cut tail, or an old copy put back)',
  head_differs: 'heads kept outside that the chain does not pass through (history written anew)',
};

/** What the check found, in lines for a person who has to act on it. */
export class AuditReport {
  constructor(
    private readonly result: Verification,
    private readonly seconds: number,
    private readonly headFiles: readonly string[],
  ) {}

  get isWhole(): boolean {
    return this.result.findings.length === 0;
  }

  get lines(): string[] {
    const { rows, seals, unsealed, backdated } = this.result;
    return [
      `${rows} rows in ${seals} seals verified in ${this.seconds.toFixed(1)} seconds; ${unsealed} not sealed yet.`,
      this.headLine,
      ...this.onNoHeadLines,
      ...(backdated > 0 ? [`Note: ${backdated} rows say a time long before they were written down.`] : []),
      ...(this.isWhole ? [this.wholeLine] : this.badLines),
    ];
  }

  private get wholeLine(): string {
    const { rows, unsealed, newestHead } = this.result;
    if (rows + unsealed === 0) return 'The audit is empty: nothing is written in it.';
    return newestHead === null
      ? 'The audit is whole as far as it goes; whether its end was cut, nothing here can say.'
      : `The audit is whole up to the head of ${newestHead.sealedAt} (seal ${newestHead.number}); whether what came after was cut, only a newer head can say.`;
  }

  /** Rows behind the newest head can be cut together with their seals, and the chain still closes. */
  private get onNoHeadLines(): string[] {
    const { onNoHead, unsealed } = this.result;
    const rows = onNoHead.rows + unsealed;
    if (rows === 0) return [];
    const since = onNoHead.since === null ? '' : ` since ${onNoHead.since}`;
    return [`${rows} rows${since} rest on no head from outside yet, ${unsealed} of them not sealed.`];
  }

  private get headLine(): string {
    if (this.headFiles.length === 0) return 'No head from outside was given: a cut tail cannot be seen without one.';
    return `Held against ${this.result.heads} heads kept outside (${this.headFiles.join(', ')}).`;
  }

  private get badLines(): string[] {
    const { findings } = this.result;
    const [first] = findings;
    const counts = new Map<FindingKind, number>();
    for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [
      'THE AUDIT WAS TAMPERED WITH:',
      ...[...counts].map(([kind, count]) => `  ${count} ${WORDS[kind]}`),
      ...(first ? [firstBad(first)] : []),
    ];
  }
}

const firstBad = ({ kind, eventId, at, sealNumber }: Finding): string =>
  kind === 'seal_missing'
    ? `First bad place: seal ${sealNumber} is not there; the last row before it is ${eventId}, seal or head of ${at}.`
    : `First bad row: ${eventId} of ${at}, in seal ${sealNumber} (${kind}).`;
