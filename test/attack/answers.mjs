// Holds every answer of the API to its own description.
import Ajv from 'ajv';

export class Answers {
  #ajv = new Ajv({ nullable: true, unknownFormats: 'ignore', allErrors: false });
  #compiled = new Map();
  wrong = new Map();

  constructor(document) {
    this.document = document;
    const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema)]);
    this.#ajv.addSchema({ $id: 'api', components: { schemas: Object.fromEntries(schemas) } });
  }

  /** Notes what the answer has that is not described, or lacks. */
  check(method, path, operation, status, type, text) {
    const described = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined);
    const where = `${method} ${path} ${status}`;
    if (!described) return this.note(where, 'this status is not described');
    if (status === 204) return text === '' ? undefined : this.note(where, '204 with a body');
    const wanted = Object.keys(described.content ?? {})[0] ?? 'application/problem+json';
    if (!type.startsWith(wanted)) return this.note(where, `is ${type}, not ${wanted}`);
    const schema = described.content?.[wanted]?.schema ?? { $ref: '#/components/schemas/Problem' };
    if (!wanted.includes('json')) return undefined;
    const validate = this.#validator(schema);
    const isRight = validate(JSON.parse(text));
    if (!isRight) {
      const [error] = validate.errors ?? [];
      this.note(
        where,
        `${error?.dataPath} ${error?.message} ${JSON.stringify(error?.params)}`.replace(/\[\d+\]/g, '[]'),
      );
    }
  }

  note(where, what) {
    const key = `${where}: ${what}`;
    this.wrong.set(key, (this.wrong.get(key) ?? 0) + 1);
  }

  #validator(schema) {
    const key = JSON.stringify(schema);
    const known = this.#compiled.get(key) ?? this.#ajv.compile(closed(JSON.parse(key.replaceAll('"#/', '"api#/'))));
    this.#compiled.set(key, known);
    return known;
  }
}

/** What is not described must not be there: an undescribed field is how things leak. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  // A name of a property may be "properties" or "type" itself: only schemas of objects are closed.
  const isClosable = schema.type === 'object' && typeof schema.properties === 'object' && !schema.additionalProperties;
  // nullable means nothing to ajv beside a reference.
  if (schema.nullable && (schema.allOf || !schema.type) && !schema.enum) return { anyOf: [inner, { type: 'null' }] };
  return isClosable ? { ...inner, additionalProperties: false } : inner;
}
