interface SummaryRow {
  value: { text?: string | number; html?: string; classes?: string };
}

const KEEPS_LINES = 'app-pre-line';

/** Rows of a summary list, with the lines of a value kept by a span around the text alone. */
export const linesKept = <Row extends SummaryRow>(rows: readonly (Row | false | undefined)[]): unknown[] =>
  rows.map((row) => (row && row.value.classes?.includes(KEEPS_LINES) ? { ...row, value: kept(row.value) } : row));

/** One that has no text is left as it is. */
const kept = ({ text, html, classes = '' }: SummaryRow['value']) =>
  text === undefined
    ? { html, classes }
    : {
        html: `<span class="${KEEPS_LINES}">${escaped(String(text))}</span>`,
        classes: classes.replace(KEEPS_LINES, '').trim(),
      };

/** The ends of lines too: GOV.UK's list indents what stands behind one. */
const escaped = (text: string): string => text.replace(/[&<>"'\n]/g, (character) => `&#${character.charCodeAt(0)};`);
