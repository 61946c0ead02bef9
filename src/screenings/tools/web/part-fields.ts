interface Item {
  value: string;
  text: string;
}

/** One box of the form of a part, as its template shows it. */
export type FieldModel =
  | { type: 'heading'; name: string; label: string }
  | { type: 'text' | 'long'; name: string; label: string; hint: string; value: string; width: string }
  | { type: 'choices' | 'select'; name: string; label: string; hint: string; value: string; items: Item[] }
  | { type: 'ticks'; name: string; label: string; hint: string; values: string[]; items: Item[] };

export const text = (name: string, label: string, value = '', hint = ''): FieldModel => ({
  type: 'text',
  name,
  label,
  hint,
  value,
  width: NUMBERS.some((start) => name.startsWith(start)) ? 'govuk-input--width-4' : '',
});

const NUMBERS = ['weight', 'recencyMonths', 'olderWeight', 'ageAtMost', 'fromPoints', 'atLeast'];

export const long = (name: string, label: string, value = '', hint = ''): FieldModel => ({
  type: 'long',
  name,
  label,
  hint,
  value,
  width: '',
});

export const choices = (name: string, label: string, items: Item[], value = '', hint = ''): FieldModel => ({
  type: 'choices',
  name,
  label,
  hint,
  value,
  items,
});

export const select = (name: string, label: string, items: Item[], value = '', hint = ''): FieldModel => ({
  type: 'select',
  name,
  label,
  hint,
  value,
  items,
});

export const ticks = (name: string, label: string, items: Item[], values: string[], hint = ''): FieldModel => ({
  type: 'ticks',
  name,
  label,
  hint,
  values,
  items,
});

export const codeField = text(
  'code',
  'Code',
  '',
  'Lower-case letters, digits and underscores, such as away_far. It stays the same in every version, so that answers can be compared, and cannot be changed later.',
);

/** The same boxes with what was typed, when a form comes back. */
export function withTyped(fields: FieldModel[], typed: Record<string, unknown> | undefined): FieldModel[] {
  if (!typed) return fields;
  const textOf = (name: string): string => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return fields.map((field): FieldModel => {
    if (field.type === 'heading') return field;
    if (field.type !== 'ticks') return { ...field, value: textOf(field.name) };
    const sent = typed[field.name];
    const values: unknown[] = Array.isArray(sent) ? sent : [sent];
    return { ...field, values: values.filter((value) => typeof value === 'string') };
  });
}
