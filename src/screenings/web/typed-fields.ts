import type { Day } from '../../shared/day';

/** What a form sent, read back for showing it again: whatever its shape, only text comes out. */
export function at(sent: unknown, name: string): Record<string, unknown> {
  const value = isRecord(sent) && Object.hasOwn(sent, name) ? sent[name] : undefined;
  return isRecord(value) ? value : {};
}

export function typedText(sent: unknown, name: string): string {
  const value = isRecord(sent) && Object.hasOwn(sent, name) ? sent[name] : undefined;
  return typeof value === 'string' ? value : '';
}

export const typedDay = (sent: unknown, name: string): DayBoxes => ({
  day: typedText(sent, `${name}-day`),
  month: typedText(sent, `${name}-month`),
  year: typedText(sent, `${name}-year`),
});

/** A day as the three boxes show it. */
export const partsOf = (day: Day): DayBoxes => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
};

interface DayBoxes {
  day: string;
  month: string;
  year: string;
}

/**
 * The three boxes of a date input whose names are not a plain prefix. The blank placeholder lets the style sheet see
 * whether a box is empty.
 */
export const dayBoxes = (id: string, nameOf: (part: string) => string, value: DayBoxes) =>
  (
    [
      ['day', 'Day', 2],
      ['month', 'Month', 2],
      ['year', 'Year', 4],
    ] as const
  ).map(([part, label, width]) => ({
    id: `${id}-${part}`,
    name: nameOf(part),
    label,
    value: value[part],
    classes: `govuk-input--width-${width}`,
    attributes: { placeholder: ' ' },
  }));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
