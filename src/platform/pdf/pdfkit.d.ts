/** What the writer of documents uses of pdfkit, which brings no types of its own. */
declare module 'pdfkit' {
  import { EventEmitter } from 'node:events';
  namespace PdfKit {
    interface Structure {
      add(child: Structure): Structure;
      end(): void;
    }
    interface TextOptions {
      width?: number;
      align?: 'left' | 'center' | 'right';
      lineBreak?: boolean;
      indent?: number;
      lineGap?: number;
    }
    interface Options {
      size: string;
      margins: { top: number; bottom: number; left: number; right: number };
      pdfVersion: string;
      subset: string;
      tagged: boolean;
      lang: string;
      displayTitle: boolean;
      bufferPages: boolean;
      font: string;
      info: { Title: string; Author: string; CreationDate: Date };
    }
    interface Outline {
      addItem(title: string): Outline;
    }
  }
  class PdfKit extends EventEmitter {
    constructor(options: PdfKit.Options);
    x: number;
    y: number;
    page: { width: number; height: number; margins: PdfKit.Options['margins'] };
    outline: PdfKit.Outline;
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(width: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    text(text: string, x: number, y: number, options?: PdfKit.TextOptions): this;
    heightOfString(text: string, options?: PdfKit.TextOptions): number;
    addPage(): this;
    bufferedPageRange(): { start: number; count: number };
    switchToPage(page: number): this;
    struct(type: string, options?: { scope?: 'Row' | 'Column' } | (() => void), content?: () => void): PdfKit.Structure;
    addStructure(structure: PdfKit.Structure): this;
    markContent(tag: string, options?: { type?: string }): this;
    endMarkedContent(): this;
    end(): void;
  }
  export = PdfKit;
}
