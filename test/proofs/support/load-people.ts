import { searchName } from '../../../src/individuals/domain/search-name';
import { isDay } from '../../../src/shared/day';
import { newId } from '../../../src/shared/ids';
import type { TestApp } from '../../support/test-app';
import type { FakePerson } from './febrl-like';

const AT_ONCE = 2_000;

/** Writes people into the product's own tables, seen by whoever `email` is. Gives the person behind each record. */
export async function loadPeople(test: TestApp, email: string, people: FakePerson[]): Promise<Map<string, number>> {
  const entityOf = new Map<string, number>();
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const rows = people.slice(from, from + AT_ONCE).map((person) => rowOf(person));
    for (const row of rows) entityOf.set(row.id, row.entity);
    const json = JSON.stringify(rows);
    await test.sql(
      `INSERT INTO individuals (id, reference, given_name, family_name, date_of_birth, search_name, created_by, created_at)
       SELECT id, 'M-' || id, given_name, family_name, date_of_birth, search_name, $2, now()
         FROM json_to_recordset($1) r(id uuid, given_name text, family_name text, date_of_birth date, search_name text)`,
      [json, test.userId(email)],
    );
    await test.sql(
      `INSERT INTO individual_addresses (id, individual_id, lines, postcode, kind, source, recorded_at, recorded_by, agency_id)
       SELECT gen_random_uuid(), id, lines, postcode, 'home', 'measured', now(), $2, (SELECT agency_id FROM users WHERE id = $2)
         FROM json_to_recordset($1) r(id uuid, lines text, postcode text)`,
      [json, test.userId(email)],
    );
    await test.sql(
      `INSERT INTO individual_identifiers (id, individual_id, kind, value, source, recorded_at, recorded_by, agency_id)
       SELECT gen_random_uuid(), id, 'nhs', number, 'measured', now(), $2, (SELECT agency_id FROM users WHERE id = $2)
         FROM json_to_recordset($1) r(id uuid, number text) WHERE number <> ''`,
      [json, test.userId(email)],
    );
  }
  await test.sql('ANALYZE individuals, individual_addresses, individual_identifiers');
  return entityOf;
}

function rowOf(person: FakePerson) {
  const day = person.dateOfBirth.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  return {
    id: newId(),
    entity: person.entity,
    given_name: person.givenName,
    family_name: person.familyName,
    // A day that does not exist is refused by the product, so nobody can have typed it.
    date_of_birth: isDay(day) ? day : null,
    search_name: searchName(person.givenName, person.familyName),
    lines: [person.streetNumber, person.street, person.suburb].filter((part) => part !== '').join(' '),
    postcode: person.postcode === '' ? null : person.postcode,
    number: person.number,
  };
}
