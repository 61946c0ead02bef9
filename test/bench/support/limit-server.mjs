// The least that could do the same work: bare node:http in front of bare pg, in a process of its own. No framework, no
// sign-in, no rights, and row-level security passed by; prepared statements, the audit row with every reading.
//   standard input: { databaseUrl, works: { "/W1": { statements: [{ name, text }], variants: [[values, …]] } }, review }
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const { databaseUrl, works, review } = JSON.parse(await read(process.stdin));
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, pipeline: true });
let at = 0;

const server = createServer((request, response) => {
  const work = works[request.url];
  const answer = work ? reading(work) : recording(request);
  answer.then(
    (body) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body)),
    (error) => {
      response.statusCode = 500;
      response.end(String(error));
    },
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));

async function reading({ statements, variants }) {
  const values = variants[at++ % variants.length];
  const client = await pool.connect();
  try {
    const sent = statements.map(({ name, text }, place) =>
      client.query({ name, text, values: values[place].map(filled) }),
    );
    const results = await Promise.all(sent);
    return results.slice(0, -1).map(({ rows }) => rows);
  } finally {
    client.release();
  }
}

const filled = (value) => (value === '$id' ? randomUUID() : value === '$now' ? new Date() : value);

/** A review with its two attendees, the schedule it completes and the next one, two audit rows and one for the outbox. */
async function recording(request) {
  const { individualId, ...said } = JSON.parse(await read(request));
  if (said.summary.trim() === '' || said.personView.trim() === '') throw new Error('Enter what was said');
  const client = await pool.connect();
  try {
    const begun = client.query('BEGIN');
    const { rows } = await client.query({ name: 'due', text: review.due, values: [individualId] });
    const [due] = rows;
    await begun;
    const [id, now] = [randomUUID(), new Date()];
    const values = {
      completed: [due.id, now],
      review: [
        id,
        due.id,
        due.plan_id,
        individualId,
        said.heldOn,
        due.due_on,
        said.personViewAnswer,
        said.personView,
        said.summary,
        said.decision,
        said.rationale,
        review.userId,
        now,
      ],
      attendees: [id, individualId, said.attendees.map(({ name }) => name)],
      next: [randomUUID(), due.plan_id, individualId, review.nextFrom, review.nextDueOn, review.userId, now],
      audit: [now, review.userId, review.agencyId, id, individualId],
      outbox: [randomUUID(), now, id, review.userId],
    };
    const sent = Object.entries(values).map(([name, list]) => client.query({ name, text: review[name], values: list }));
    await Promise.all([...sent, client.query('COMMIT')]);
    client.release();
    return { id, nextDueOn: review.nextDueOn };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function read(stream) {
  let text = '';
  for await (const part of stream) text += part;
  return text;
}
