import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type PdfKit from 'pdfkit';
import type { PdfBlock, PdfDocument } from './pdf-document';
import { ensureRoom, MARGINS, openPdf, TEXT_SIZE, widthOf, writeEdges } from './pdf-page';
import { printable } from './printable';
import { writeTable } from './pdf-table';

const HEADING_SIZES = { 1: 18, 2: 14, 3: 11 } as const;
/** A heading never stands alone at the foot of a page. */
const ROOM_BELOW_HEADING = 70;

/** Writes a paper as a tagged PDF (PDF/UA): marking and header on every page, numbered, bookmarked, in British English. */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const pdf = await openPdf(document);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = once(pdf, 'end');
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  // What stands in the margins is passed over by a screen reader: the marking is said once, in the text.
  writeBlock(pdf, root, { kind: 'paragraph', text: `${document.marking}. ${document.header}`, isStrong: true });
  for (const block of document.blocks) {
    writeBlock(pdf, root, printable(block));
    // A pack of twenty cases takes a while; whoever else asks for a page is served in between.
    await nextTurn();
  }
  root.end();
  writeEdges(pdf, document);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function writeBlock(pdf: PdfKit, root: PdfKit.Structure, block: PdfBlock): void {
  if (block.kind === 'page') pdf.addPage();
  else if (block.kind === 'heading') writeHeading(pdf, root, block);
  else if (block.kind === 'list') writeList(pdf, root, block.items);
  else if (block.kind === 'table') {
    if (block.caption) writeText(pdf, root, 'P', block.caption, 'strong');
    writeTable(pdf, root, block.columns, block.rows);
    pdf.y += 8;
  } else writeText(pdf, root, 'P', block.text, block.isStrong ? 'strong' : 'plain');
}

function writeHeading(pdf: PdfKit, root: PdfKit.Structure, { level, text }: { level: 1 | 2 | 3; text: string }): void {
  ensureRoom(pdf, ROOM_BELOW_HEADING);
  pdf.y += level === 1 ? 0 : 4;
  if (level < 3) pdf.outline.addItem(text);
  pdf.fontSize(HEADING_SIZES[level]);
  writeText(pdf, root, `H${level}`, text, 'strong');
  pdf.fontSize(TEXT_SIZE);
}

function writeText(pdf: PdfKit, root: PdfKit.Structure, tag: string, text: string, font: 'plain' | 'strong'): void {
  const structure = pdf.struct(tag, () => {
    pdf.font(font).text(text, MARGINS.left, pdf.y, { width: widthOf(pdf), lineGap: 1 });
  });
  root.add(structure);
  structure.end();
  pdf.font('plain');
  pdf.y += 5;
}

function writeList(pdf: PdfKit, root: PdfKit.Structure, items: string[]): void {
  const list = pdf.struct('L');
  root.add(list);
  for (const item of items) {
    ensureRoom(pdf, 2 * TEXT_SIZE);
    const entry = pdf.struct('LI');
    list.add(entry);
    const y = pdf.y;
    entry.add(pdf.struct('Lbl', () => void pdf.text('•', MARGINS.left + 4, y, { width: 10 })));
    entry.add(
      pdf.struct('LBody', () => {
        pdf.text(item, MARGINS.left + 16, y, { width: widthOf(pdf) - 16, lineGap: 1 });
      }),
    );
    entry.end();
    pdf.y += 2;
  }
  list.end();
  pdf.y += 5;
}
