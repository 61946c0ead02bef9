import type PdfKit from 'pdfkit';
import type { PdfColumn } from './pdf-document';
import { asArtifact, bottomOf, ensureRoom, MARGINS, rule, widthOf } from './pdf-page';

const PAD = 4;

interface Cell {
  x: number;
  width: number;
}

/** Writes a table with its headings tagged as such; they are drawn again, unread, on every page it goes on to. */
export function writeTable(pdf: PdfKit, root: PdfKit.Structure, columns: PdfColumn[], rows: string[][]): void {
  const cells = cellsOf(pdf, columns);
  const headings = columns.map((column) => column.heading);
  const table = pdf.struct('Table');
  root.add(table);
  ensureRoom(pdf, 60);
  writeHeadings(pdf, table, headings, cells);
  for (const row of rows) {
    const height = heightOf(pdf, row, cells);
    const isTallerThanAPage = height > bottomOf(pdf) - MARGINS.top - 30;
    if (isTallerThanAPage) {
      writeStacked(pdf, table, headings, row);
      continue;
    }
    if (pdf.y + height > bottomOf(pdf)) {
      pdf.addPage();
      drawHeadings(pdf, headings, cells);
    }
    writeRow(pdf, table, row, cells, height);
  }
  table.end();
}

function cellsOf(pdf: PdfKit, columns: PdfColumn[]): Cell[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  let x = MARGINS.left;
  return columns.map(({ share }) => {
    const width = (widthOf(pdf) * share) / total;
    const cell = { x, width: width - PAD };
    x += width;
    return cell;
  });
}

const heightOf = (pdf: PdfKit, row: string[], cells: Cell[]): number =>
  Math.max(...row.map((text, at) => pdf.heightOfString(text || ' ', { width: cells[at]?.width ?? 40 }))) + 2 * PAD;

function writeHeadings(pdf: PdfKit, table: PdfKit.Structure, headings: string[], cells: Cell[]): void {
  pdf.font('strong');
  const height = heightOf(pdf, headings, cells);
  const y = pdf.y;
  const row = pdf.struct('TR');
  table.add(row);
  headings.forEach((words, at) =>
    row.add(pdf.struct('TH', { scope: 'Column' }, () => writeCell(pdf, words, cells[at], y))),
  );
  row.end();
  endRow(pdf, y + height);
  pdf.font('plain');
}

function drawHeadings(pdf: PdfKit, headings: string[], cells: Cell[]): void {
  pdf.font('strong');
  const height = heightOf(pdf, headings, cells);
  const y = pdf.y;
  asArtifact(pdf, 'Pagination', () => headings.forEach((words, at) => writeCell(pdf, words, cells[at], y)));
  endRow(pdf, y + height);
  pdf.font('plain');
}

function writeRow(pdf: PdfKit, table: PdfKit.Structure, texts: string[], cells: Cell[], height: number): void {
  const y = pdf.y;
  const row = pdf.struct('TR');
  table.add(row);
  texts.forEach((words, at) => row.add(pdf.struct('TD', () => writeCell(pdf, words, cells[at], y))));
  row.end();
  endRow(pdf, y + height);
}

/** A row that no page can hold: its cells one below the other, each under its heading, so that no word is cut off. */
function writeStacked(pdf: PdfKit, table: PdfKit.Structure, headings: string[], texts: string[]): void {
  const row = pdf.struct('TR');
  table.add(row);
  texts.forEach((words, at) =>
    row.add(
      pdf.struct('TD', () => {
        pdf.text(`${headings[at] ?? ''}: ${words}`, MARGINS.left, pdf.y, { width: widthOf(pdf) });
      }),
    ),
  );
  row.end();
  endRow(pdf, pdf.y + PAD);
}

function writeCell(pdf: PdfKit, words: string, cell: Cell | undefined, y: number): void {
  if (cell) pdf.text(words || ' ', cell.x, y + PAD, { width: cell.width });
}

function endRow(pdf: PdfKit, y: number): void {
  rule(pdf, y);
  pdf.y = y;
}
