/** One part of a document, in reading order. Plain data, so that what a paper says can be asserted without reading a PDF. */
export type PdfBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; isStrong?: boolean }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; columns: PdfColumn[]; rows: string[][]; caption?: string }
  /** What follows begins on a page of its own, which bears these words on its top, as does every page it runs on to. */
  | { kind: 'page'; header?: string };

export interface PdfColumn {
  heading: string;
  /** Its share of the width beside the other columns' shares. */
  share: number;
}

/** A paper to be written as a tagged PDF. */
export interface PdfDocument {
  /** What a reader's window and a screen reader call it: no person's name. */
  title: string;
  author: string;
  /** On top and at the foot of every page, and the first thing that is read out. */
  marking: string;
  /** On top of every page, below the marking: which paper, whose copy. */
  header: string;
  madeAt: Date;
  /** Smaller letters and closer lines, as small as they may be: a paper of which each part keeps to a page. */
  isClose?: boolean;
  blocks: PdfBlock[];
}

export const heading = (level: 1 | 2 | 3, text: string): PdfBlock => ({ kind: 'heading', level, text });

export const paragraph = (text: string): PdfBlock => ({ kind: 'paragraph', text });

/** A paragraph, or none where there is nothing to say. */
export const paragraphOf = (label: string, text: string | null | undefined): PdfBlock[] =>
  text && text.trim() !== '' ? [paragraph(`${label}: ${text}`)] : [];

/** A list, or a sentence where it would be empty. */
export const listOf = (items: string[], ifNone: string): PdfBlock =>
  items.length > 0 ? { kind: 'list', items } : paragraph(ifNone);
