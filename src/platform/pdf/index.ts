export { sendPaper } from './send-paper';
export {
  heading,
  listOf,
  paragraph,
  paragraphOf,
  type PdfBlock,
  type PdfColumn,
  type PdfDocument,
} from './pdf-document';
export { writePdf } from './write-pdf';
