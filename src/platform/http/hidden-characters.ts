/** Where another program broke a line: Word's own line break, a page break, “next line”. */
// eslint-disable-next-line no-control-regex -- these are the ones to be found
const OTHER_LINE_BREAKS = /[\u000b\u000c\u0085]/g;
/** Control characters, but for NUL (refused by name), tab, line feed and carriage return. */
// eslint-disable-next-line no-control-regex -- these are the ones to be found
const HIDDEN = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f]/g;

/**
 * A text without characters that nobody sees: text pasted from a Word table or a scan brings them, screens show nothing
 * and printers, exports and other programs stumble over them. Refusing it would ask people to find what is invisible.
 * NUL and half of a surrogate pair come from no keyboard and no document: they are refused (`checked`).
 */
export const withoutHidden = (text: string): string => text.replace(OTHER_LINE_BREAKS, '\n').replace(HIDDEN, '');
