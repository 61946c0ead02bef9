import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakePerson } from './febrl-like';

/** Reads a published FEBRL file where somebody has one; none is kept here. */
export function readFebrl(folder: string, file: string): FakePerson[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const columns = head.split(',').map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const of = (column: string): string => cells[columns.indexOf(column)] ?? '';
    return {
      entity: Number(/rec-(\d+)/.exec(of('rec_id'))?.[1]),
      givenName: of('given_name'),
      familyName: of('surname'),
      streetNumber: of('street_number'),
      street: of('address_1'),
      suburb: [of('address_2'), of('suburb')].join(' ').trim(),
      postcode: of('postcode'),
      dateOfBirth: of('date_of_birth'),
      number: of('soc_sec_id'),
    };
  });
}
