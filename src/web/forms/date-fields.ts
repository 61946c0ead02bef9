import { isDay, type Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';

/**
 * The three boxes of a GOV.UK date input (`heldOn-day`, `heldOn-month`, `heldOn-year`) as one day.
 * @returns undefined when all three are blank
 * @throws Invalid for a date that does not exist
 */
export function dayFromFields(body: Record<string, unknown>, field: string, label: string): Day | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => String(body[`${field}-${part}`] ?? '').trim());
  if (day === '' && month === '' && year === '') return undefined;
  const candidate = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (!isDay(candidate)) {
    throw new Invalid([{ field, message: `${label} must be a real date, for example 27 3 2026` }]);
  }
  return candidate;
}

/** The body without the three boxes of each date, with the day they make under the field's own name. */
export function withDays(body: Record<string, unknown>, labels: Record<string, string>): Record<string, unknown> {
  const boxes = new Set(
    Object.keys(labels).flatMap((field) => ['day', 'month', 'year'].map((part) => `${field}-${part}`)),
  );
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !boxes.has(name)));
  for (const [field, label] of Object.entries(labels)) {
    const day = dayFromFields(body, field, label);
    if (day !== undefined) rest[field] = day;
  }
  return rest;
}
