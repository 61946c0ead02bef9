import type { PdfBlock } from './pdf-document';

/**
 * Pictures that people type for letters have none in the fonts of a paper, and would vanish from what somebody said: a box stands
 * for each, so that a reader sees that something was there and can look it up on the page.
 */
const PICTURES =
  /[\u{1F000}-\u{1FAFF}](?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F|\u200D[\u{1F000}-\u{1FAFF}]|\u200D\u2640|\u200D\u2642)*/gu;

const printed = (text: string): string => text.replace(PICTURES, '\u25A1');

/** The block with letters a paper has. */
export function printable(block: PdfBlock): PdfBlock {
  if (block.kind === 'list') return { ...block, items: block.items.map(printed) };
  if (block.kind === 'table') return { ...block, rows: block.rows.map((row) => row.map(printed)) };
  if (block.kind === 'page') return block;
  return { ...block, text: printed(block.text) };
}
