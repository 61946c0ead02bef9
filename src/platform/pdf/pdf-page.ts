import { dirname, join } from 'node:path';
import type PdfKit from 'pdfkit';
import type { PdfDocument } from './pdf-document';

export const MARGINS = { top: 76, bottom: 64, left: 54, right: 54 };
const EDGE_SIZE = 9;

/** Sizes and spaces in points: of a paper, and of one whose parts keep to a page each. */
export const SPACES = {
  text: 10,
  headings: { 1: 18, 2: 14, 3: 11 },
  aboveHeading: 4,
  /** A heading never stands alone at the foot of a page. */
  roomBelowHeading: 70,
  betweenLines: 1,
  belowItem: 2,
  belowText: 5,
} as const;
export const CLOSE_SPACES = {
  text: 9,
  headings: { 1: 14, 2: 12, 3: 10 },
  aboveHeading: 1,
  roomBelowHeading: 28,
  betweenLines: 0.5,
  belowItem: 0.5,
  belowText: 2,
} as const;
export const spacesOf = ({ isClose = false }: PdfDocument) => (isClose ? CLOSE_SPACES : SPACES);
export type Spaces = ReturnType<typeof spacesOf>;
const INK = '#0b0c0c';

/**
 * Opens a document with everything that makes it readable by ear: tags, language, title, and letters of its own (a viewer's
 * built-in ones lack half of the names of Europe). Loaded when the first one is asked for: most processes write none.
 */
export async function openPdf(document: PdfDocument): Promise<PdfKit> {
  const { title, author, madeAt } = document;
  const { default: Kit } = await import('pdfkit');
  const letters = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const pdf = new Kit({
    size: 'A4',
    margins: MARGINS,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: join(letters, 'DejaVuSansCondensed.ttf'),
    info: { Title: title, Author: author, CreationDate: madeAt },
  });
  pdf.registerFont('plain', join(letters, 'DejaVuSansCondensed.ttf'));
  pdf.registerFont('strong', join(letters, 'DejaVuSansCondensed-Bold.ttf'));
  return pdf.font('plain').fontSize(spacesOf(document).text).fillColor(INK);
}

export const widthOf = ({ page }: PdfKit): number => page.width - MARGINS.left - MARGINS.right;

export const bottomOf = ({ page }: PdfKit): number => page.height - MARGINS.bottom;

/** Begins a page when less than this is left of the one that is open. */
export function ensureRoom(pdf: PdfKit, height: number): void {
  if (pdf.y + height > bottomOf(pdf) && pdf.y > MARGINS.top) pdf.addPage();
}

/** A line that means nothing: said to be so, a screen reader passes over it. */
export function rule(pdf: PdfKit, y: number): void {
  asArtifact(pdf, 'Layout', () =>
    pdf
      .lineWidth(0.5)
      .strokeColor('#b1b4b6')
      .moveTo(MARGINS.left, y)
      .lineTo(pdf.page.width - MARGINS.right, y)
      .stroke(),
  );
}

export function asArtifact(pdf: PdfKit, type: string, draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}

/** Marking, header and number on every page, once it is known how many there are. */
export function writeEdges(pdf: PdfKit, { marking, header }: PdfDocument, headers: ReadonlyMap<number, string>): void {
  const { start, count } = pdf.bufferedPageRange();
  let part = '';
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at);
    part = headers.get(at) ?? part;
    const { margins, height } = pdf.page;
    // What stands in a margin would otherwise begin a new page.
    pdf.page.margins = { ...margins, top: 0, bottom: 0 };
    asArtifact(pdf, 'Pagination', () => {
      edge(pdf, part === '' ? marking : `${marking}. ${part}`, 26, 'strong');
      edge(pdf, header, 40, 'plain');
      edge(pdf, `${marking}. Page ${at - start + 1} of ${count}`, height - 40, 'plain');
    });
    pdf.page.margins = margins;
  }
}

function edge(pdf: PdfKit, words: string, y: number, font: string): void {
  const options = { width: widthOf(pdf), align: 'center' as const };
  pdf.font(font).fontSize(EDGE_SIZE).text(words, MARGINS.left, y, options);
}
