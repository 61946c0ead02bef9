import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type PdfKit from 'pdfkit';
import type { PdfBlock, PdfDocument } from './pdf-document';
import { ensureRoom, MARGINS, openPdf, type Spaces, spacesOf, widthOf, writeEdges } from './pdf-page';
import { printable } from './printable';
import { writeTable } from './pdf-table';

/** Writes a paper as a tagged PDF (PDF/UA): marking and header on every page, numbered, bookmarked, in British English. */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const pdf = await openPdf(document);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = once(pdf, 'end');
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const writer = { pdf, root, spaces: spacesOf(document) };
  const headers = new Map<number, string>();
  // What stands in the margins is passed over by a screen reader: the marking is said once, in the text.
  writeBlock(writer, { kind: 'paragraph', text: `${document.marking}. ${document.header}`, isStrong: true });
  for (const block of document.blocks) {
    writeBlock(writer, printable(block));
    if (block.kind === 'page') headers.set(pdf.bufferedPageRange().count - 1, block.header ?? '');
    // A pack of twenty cases takes a while; whoever else asks for a page is served in between.
    await nextTurn();
  }
  root.end();
  writeEdges(pdf, document, headers);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

interface Writer {
  pdf: PdfKit;
  root: PdfKit.Structure;
  spaces: Spaces;
}

function writeBlock(writer: Writer, block: PdfBlock): void {
  const { pdf, root } = writer;
  if (block.kind === 'page') pdf.addPage();
  else if (block.kind === 'heading') writeHeading(writer, block);
  else if (block.kind === 'list') writeList(writer, block.items);
  else if (block.kind === 'table') {
    if (block.caption) writeText(writer, 'P', block.caption, 'strong');
    writeTable(pdf, root, block.columns, block.rows);
    pdf.y += 8;
  } else writeText(writer, 'P', block.text, block.isStrong ? 'strong' : 'plain');
}

function writeHeading(writer: Writer, { level, text }: { level: 1 | 2 | 3; text: string }): void {
  const { pdf, spaces } = writer;
  ensureRoom(pdf, spaces.roomBelowHeading);
  pdf.y += level === 1 ? 0 : spaces.aboveHeading;
  if (level < 3) pdf.outline.addItem(text);
  pdf.fontSize(spaces.headings[level]);
  writeText(writer, `H${level}`, text, 'strong');
  pdf.fontSize(spaces.text);
}

function writeText({ pdf, root, spaces }: Writer, tag: string, text: string, font: 'plain' | 'strong'): void {
  const structure = pdf.struct(tag, () => {
    pdf.font(font).text(text, MARGINS.left, pdf.y, { width: widthOf(pdf), lineGap: spaces.betweenLines });
  });
  root.add(structure);
  structure.end();
  pdf.font('plain');
  pdf.y += spaces.belowText;
}

function writeList({ pdf, root, spaces }: Writer, items: string[]): void {
  const list = pdf.struct('L');
  root.add(list);
  for (const item of items) {
    ensureRoom(pdf, 2 * spaces.text);
    const entry = pdf.struct('LI');
    list.add(entry);
    const y = pdf.y;
    entry.add(pdf.struct('Lbl', () => void pdf.text('•', MARGINS.left + 4, y, { width: 10 })));
    entry.add(
      pdf.struct('LBody', () => {
        pdf.text(item, MARGINS.left + 16, y, { width: widthOf(pdf) - 16, lineGap: spaces.betweenLines });
      }),
    );
    entry.end();
    pdf.y += spaces.belowItem;
  }
  list.end();
  pdf.y += spaces.belowText;
}
