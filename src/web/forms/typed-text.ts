/** What stood in a box of a refused form, to be shown again; nothing when a machine sent something else. */
export const typedText = (value: unknown): string => (typeof value === 'string' ? value : '');
