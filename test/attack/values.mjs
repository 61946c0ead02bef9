// Values that fit a schema, values that nearly do, and values that nothing should accept.
import fc from 'fast-check';

const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '‘’“”—',
  '👩‍👩‍👧',
  'x'.repeat(5_000),
  "'",
  "' OR 1=1 --",
  '"; DROP TABLE individuals; --',
  '$1',
  '%',
  '\\',
  '{{7*7}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '=1+1',
  'a\r\nBcc: x@evil.test',
  '-1',
  '1e400',
  'NaN',
  'null',
  'true',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '275760-09-13',
  '-000001-01-01',
  '2026-11-21T10:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '__proto__',
  'constructor',
];
export const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));
const oddValue = fc.oneof(
  oddText,
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    { length: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const days = fc.constantFrom('2026-11-21', '2026-11-22', '2026-12-01', '2027-03-28', '2010-02-28', '2024-02-29');

/** @param ids real ids found so far, so that some requests reach what exists */
export function valueOf(schema, components, ids, depth = 0) {
  if (!schema || depth > 6) return oddValue;
  if (schema.$ref) return valueOf(components[schema.$ref.split('/').at(-1)], components, ids, depth + 1);
  const fitting = fittingOf(schema, components, ids, depth);
  return fc.oneof({ arbitrary: fitting, weight: 40 }, { arbitrary: oddValue, weight: 1 });
}

function fittingOf(schema, components, ids, depth) {
  const [first] = schema.allOf ?? schema.oneOf ?? schema.anyOf ?? [];
  if (first) return valueOf(first, components, ids, depth + 1);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, components, ids, depth);
    case 'array':
      return fc.array(valueOf(schema.items, components, ids, depth + 1), { maxLength: 4 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: -5, max: 400 });
    default:
      return textOf(schema, ids);
  }
}

function textOf(schema, ids) {
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...known(ids)), fc.uuid());
  if (schema.format === 'date') return days;
  if (schema.format === 'date-time') return days.map((day) => `${day}T10:00:00Z`);
  const words = fc.lorem({ maxCount: 8 });
  return schema.example === undefined ? words : fc.oneof(words, fc.constant(String(schema.example)));
}

function objectOf(schema, components, ids, depth) {
  const names = Object.keys(schema.properties ?? {});
  const fields = Object.fromEntries(
    names.map((name) => [name, valueOf(schema.properties[name], components, ids, depth + 1)]),
  );
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  const whole = fc.record(fields, { requiredKeys: required });
  const lacking = fc.record(fields, { requiredKeys: [] });
  const more = fc.tuple(whole, oddText, oddValue).map(([value, name, extra]) => ({ ...value, [name]: extra }));
  return fc.oneof({ arbitrary: whole, weight: 8 }, { arbitrary: lacking, weight: 1 }, { arbitrary: more, weight: 1 });
}

export const known = (ids) => (ids.size > 0 ? [...ids].slice(-300) : ['01990000-0000-7000-8000-000000000000']);
