import { readSpreadsheet } from './read-spreadsheet';
import { groupSamePeople, personOfRow } from './same-person';

const given = ['Zainab', 'Luca', 'Rohan', 'Jaydon', 'Mohammed', 'Éilís', 'Tyrese', 'Priya', 'Callum', 'Amara'];
const family = ['SMITH', 'SINGH GILL', "O'BRIEN", 'MALIK', 'KAUR', 'NOWAK', 'HUSSAIN', 'OSEI', 'PATEL', 'ADEYEMI'];
const header = 'Ref,Name,DOB,NHS number,Screened,Plan date,Next review,MH,Notes';
const bound = 10_000; // Milliseconds on a busy machine; it takes about a tenth. All pairs would take minutes.

function sheet(row: (at: number) => string): Buffer {
  return Buffer.from([header, ...Array.from({ length: 10_000 }, (_none, at) => row(at))].join('\r\n'));
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function timed(bytes: Buffer): { took: number; rows: number; groups: number } {
  const start = performance.now();
  const read = readSpreadsheet(bytes, { today: '2026-11-21' });
  if (read.status === 'refused') throw new Error(read.reason);
  const { groups } = groupSamePeople(read.rows.flatMap((row) => personOfRow(row) ?? []));
  return { took: performance.now() - start, rows: read.rows.length, groups: groups.length };
}

describe('a sheet of ten thousand rows', () => {
  it.each<[string, (at: number) => string]>([
    [
      'of a hundred names',
      (at) =>
        `R${at},"${family[at % 10]}, ${given[Math.floor(at / 10) % 10]}",${pad((at % 28) + 1)}/${pad((at % 12) + 1)}/${2002 + (at % 13)},,01/02/2026,46000,21.12.26,?,"a\nb"`,
    ],
    [
      'of different people',
      (at) =>
        `R${at},"${family[at % 10]}${at.toString(36)}, ${given[at % 7]}${(at * 7919).toString(36)}",${pad((at % 28) + 1)}/${pad((at % 12) + 1)}/${2002 + (at % 13)},,01/02/2026,46000,21.12.26,?,ok`,
    ],
    ['of one name and one date of birth', (at) => `R${at},"MALIK, Mohammed",31/10/2009,,,,,,`],
    ['of one name without a date of birth', (at) => `R${at},"MALIK, Mohammed",,,,,,,`],
    [
      'of one date of birth',
      (at) => `R${at},"${family[at % 10]}${at.toString(36)}, ${given[at % 7]}",31/10/2009,,,,,,`,
    ],
  ])('%s is read and grouped', (_what, row) => {
    const result = timed(sheet(row));
    expect(result.rows).toBe(10_000);
    expect(result.took).toBeLessThan(bound);
  });
});
