import { parse } from 'csv-parse/sync';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { isDay } from '../shared/day';
import { Invalid, NotAllowed, NotFound } from '../shared/errors';
import { type SuppliedFigure, SupplyFigure } from './supply-figure';

/** As many lines as all agencies would send of five years. */
const MOST_LINES = 1_000;
const COLUMNS = 'indicator,quarter_end,number,out_of,note';
const NO_DATA = 'no data';
const NUMBER = /^\d{1,9}(\.\d{1,2})?$/;

/**
 * Figures that agencies hold, from a table: each line is supplied, or corrects what is there, by the same rule as one
 * typed into its form. All of them or none.
 */
@Injectable()
export class ImportFigures {
  constructor(
    private readonly transactions: Transactions,
    private readonly supplyFigure: SupplyFigure,
  ) {}

  /**
   * @param csv lines of `indicator,quarter_end,number,out_of,note`; “no data” as the number where none is supplied
   * @returns how many were recorded, and how many of those are corrections
   * @throws Invalid naming each line that is refused, and why
   */
  run(actor: Actor, csv: string, submission?: Submission): Promise<{ recorded: number; corrections: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, csv), submission);
  }

  async within(tx: Transaction, csv: string): Promise<{ recorded: number; corrections: number }> {
    const { figures, problems } = figuresIn(csv);
    let corrections = 0;
    for (const { line, figure } of figures) {
      try {
        const { number } = await this.supplyFigure.within(tx, figure);
        if (number > 1) corrections += 1;
      } catch (error) {
        problems.push(...refusals(error).map((why) => `Line ${line}: ${why}`));
      }
    }
    if (problems.length > 0) throw new Invalid(problems.map((message) => ({ field: 'csv', message })));
    return { recorded: figures.length, corrections };
  }
}

/** Why a line was refused, in the words of its own form. @throws whatever is no refusal */
function refusals(error: unknown): string[] {
  if (error instanceof Invalid) return error.problems.map(({ message }) => message);
  if (error instanceof NotFound) return ['there is no such indicator'];
  if (error instanceof NotAllowed) return ['that figure is held by another agency'];
  throw error;
}

interface Line {
  line: number;
  figure: SuppliedFigure;
}

function figuresIn(csv: string): { figures: Line[]; problems: string[] } {
  if (/^[^,\n]*;[^,\n]*;/.test(csv.trim())) {
    return {
      figures: [],
      problems: ['The columns are parted by semicolons: use commas. Save the table as “CSV (comma delimited)”'],
    };
  }
  let rows: string[][];
  try {
    rows = parse(csv, { trim: true, skip_empty_lines: true, relax_column_count: true, bom: true });
  } catch {
    return { figures: [], problems: [`The table cannot be read: write one “${COLUMNS}” a line`] };
  }
  const lines = rows
    .map((record, at) => ({ record, line: at + 1 }))
    .filter(({ record: [first = ''] }) => first.toLowerCase() !== 'indicator');
  if (lines.length === 0) return { figures: [], problems: ['Enter the table'] };
  if (lines.length > MOST_LINES) return { figures: [], problems: ['A table may have 1,000 lines: send it in parts'] };
  const figures: Line[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { record, line } of lines) {
    const [code = '', until = '', met = '', total = '', note = ''] = record;
    const why = faultOf({ until, met, total, note, isTwice: seen.has(`${code} ${until}`) });
    seen.add(`${code} ${until}`);
    if (why) problems.push(`Line ${line}: ${why}`);
    else figures.push({ line, figure: figureOf({ code, until, met, total, note }) });
  }
  return { figures, problems };
}

interface Told {
  until: string;
  met: string;
  total: string;
  note: string;
}

function faultOf({ until, met, total, note, isTwice }: Told & { isTwice: boolean }): string | undefined {
  if (!isDay(until)) return 'write the last day of the quarter as 2026-09-30';
  if (isTwice) return 'this figure of this quarter stands in the table twice';
  if (met.toLowerCase() !== NO_DATA && !NUMBER.test(met)) return 'enter the number in figures, or “no data”';
  if (total !== '' && !NUMBER.test(total)) return 'enter what it is out of in figures';
  if (note.length > 1_000) return 'keep the note under 1,000 characters';
  return undefined;
}

function figureOf({ code, until, met, total, note }: Told & { code: string }): SuppliedFigure {
  const hasData = met.toLowerCase() !== NO_DATA;
  return {
    ...{ code, until, hasData, note, isImported: true },
    ...(hasData ? { met: Number(met) } : {}),
    ...(total === '' ? {} : { total: Number(total) }),
  };
}
