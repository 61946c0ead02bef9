/** Codes written one a line, or with commas; each once. */
export const codesIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];
