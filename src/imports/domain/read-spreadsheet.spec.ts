import * as fc from 'fast-check';
import { encode } from 'iconv-lite';
import { fingerprint } from './fingerprint';
import type { ImportRow } from './import-row';
import { readSpreadsheet, type Spreadsheet } from './read-spreadsheet';

const today = '2026-11-21';
const read = (content: string | Buffer): Spreadsheet =>
  readSpreadsheet(typeof content === 'string' ? Buffer.from(content) : content, { today });
const table = 'Ref,Name,DOB,Next review,Notes\r\nA1,"SMITH, Éilís",16/01/2007,20/11/2026,– late\r\n';

function rowsOf(sheet: Spreadsheet): ImportRow[] {
  if (sheet.status === 'refused') throw new Error(sheet.reason);
  return sheet.rows;
}

function reasonOf(content: string | Buffer): string {
  const sheet = read(content);
  return sheet.status === 'refused' ? sheet.reason : 'it was read';
}

describe('a file in any encoding', () => {
  it.each([
    ['utf-8', Buffer.from(table)],
    ['utf-8', Buffer.from(`\ufeff${table}`)],
    ['utf-16le', encode(table, 'utf-16le', { addBOM: true })],
    ['utf-16le', encode(table, 'utf-16le', { addBOM: false })],
    ['utf-16be', encode(table, 'utf-16be', { addBOM: true })],
    ['windows-1252', encode(table, 'windows-1252')],
    ['mixed', Buffer.concat([Buffer.from(table), encode('A2,"NÍ BHRIAIN, Éilís",1/2/2010,,\r\n', 'windows-1252')])],
  ])('%s reads the same', (fileEncoding, bytes) => {
    const sheet = read(bytes);
    expect(sheet).toMatchObject({ status: 'read', fileEncoding, headerRow: 1 });
    expect(rowsOf(sheet)[0]?.values).toMatchObject({
      name: { givenName: 'Éilís', familyName: 'Smith' },
      dateOfBirth: '2007-01-16',
      notes: '– late',
    });
    expect(rowsOf(sheet).every((row) => row.values.name?.givenName === 'Éilís')).toBe(true);
  });

  it.each([',', '\t', ';', '|'])('separated by %p', (separator) => {
    const text = `Partnership list\n\nOwner${separator}Name${separator}Date of birth\nlead@scf.example${separator}Zainab Smith${separator}2010-01-02\n`;
    const sheet = read(text);
    expect(sheet).toMatchObject({ status: 'read', headerRow: 3 });
    expect(rowsOf(sheet)[0]).toMatchObject({
      rowNumber: 4,
      line: 4,
      values: { dateOfBirth: '2010-01-02', planOwner: { kind: 'email' } },
    });
  });
});

describe('headings', () => {
  it('are known by their other names, in any order, and the rest are listed', () => {
    const sheet = read(
      'Review due,Lead professional,NHS number,Surname,First name,Date of Birth,Shoe size\n1 Dec 2026,PC 4417,999 948 7572,SMITH,Zainab,1/2/10,7\n',
    );
    expect(sheet).toMatchObject({ status: 'read', columns: { unrecognised: [{ at: 6, heading: 'Shoe size' }] } });
    expect(rowsOf(sheet)[0]?.values).toMatchObject({
      nhsNumber: '9999487572',
      nextReviewOn: '2026-12-01',
      name: { givenName: 'Zainab', familyName: 'Smith' },
    });
  });
});

describe("what cannot be read is refused in the user's words", () => {
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'empty'],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'Save as'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '.xls'],
    ['a PDF', '%PDF-1.7', 'PDF'],
    ['a web page', '<!doctype html><p>', 'web page'],
    ['bytes that are no text', Buffer.alloc(500), 'not text'],
    ['no headings', 'hello\nworld\n', 'headings'],
    ['headings that name nobody', 'Ref,DOB,Band,Notes\n1,2,3,4\n', 'headings'],
    ['headings and nothing below', 'Ref,Name,DOB\n,,\n\n', 'no rows'],
    [
      'two columns for one thing',
      'Ref,Name,DOB,Date of birth\n1,A B,1/1/2010,1/1/2010\n',
      '"DOB" (column C) and "Date of birth" (column D)',
    ],
    ['a name beside a surname', 'Ref,Name,Surname,DOB\n1,Ann,Bell,\n', '"Name" (column B) and "Surname" (column C)'],
    ['a quote that never closes', 'Ref,Name,DOB\n1,"A B,1/1/2010\n2,C D,\n', 'never closed'],
  ])('%s', (_what, content, words) => expect(reasonOf(content)).toContain(words));
});

describe('rows as the user numbers them', () => {
  it('count blank rows and notes with line breaks once', () => {
    const rows = rowsOf(read('Ref,Name,Notes\r\n1,A Bell,"one\r\ntwo"\r\n,,\r\n\r\n2,C Dunn,\r\n,,\r\n'));
    expect(rows.map(({ rowNumber, line, isBlank }) => [rowNumber, line, isBlank])).toEqual([
      [2, 2, false],
      [3, 4, true],
      [4, 5, true],
      [5, 6, false],
    ]);
    expect(rows[0]?.values.notes).toBe('one\ntwo');
  });

  it('say when cells are missing, too many or hidden', () => {
    const rows = rowsOf(read('Ref,Name,DOB,Notes\n1,A Bell\n2,Bell,Ann,1/1/2010,note\n3,C\u0000 D\u202eunn,,ok\n'));
    expect(rows.map((row) => row.findings.map((finding) => `${finding.kind} ${finding.field}`))).toEqual([
      ['warning row'],
      ['error row', 'error date_of_birth'],
      ['warning name'],
    ]);
    expect(rows[2]?.raw.name).toBe('C Dunn');
  });

  it('never hold a lone surrogate or a NUL', () => {
    const bytes = encode('Ref,Name,Notes\n1,A Bell,x\n', 'utf-16le', { addBOM: true });
    const broken = Buffer.concat([
      bytes,
      encode('2,C Dunn,', 'utf-16le', { addBOM: false }),
      Buffer.from([0x00, 0xd8, 0x41, 0x00, 0x00, 0x00]),
    ]);
    const notes = rowsOf(read(broken))[1]?.values.notes ?? '';
    expect(notes).toBe('\ufffdA');
  });

  it('that share a reference each name the other', () => {
    const rows = rowsOf(read('Ref,Name,DOB\nM/1,A Bell,\nM/2,C Dunn,\nm/1 ,E Frank,\n'));
    expect(rows[0]?.findings).toMatchObject([
      { field: 'reference', kind: 'error', message: 'The reference M/1 is also on row 4.' },
    ]);
    expect(rows[1]?.findings).toEqual([]);
    expect(rows[2]?.findings[0]?.message).toContain('row 2');
  });

  it('flag formulas and a note of closure, and leave a telephone number alone', () => {
    const rows = rowsOf(
      read(
        'Ref,Name,Notes\n1,A Bell,=1+1\n2,C Dunn,CLOSED? see June mins\n3,E Fox,+44 7700 900123\n4,G Hay,case discussed\n',
      ),
    );
    expect(rows.map((row) => row.findings.map((finding) => finding.field))).toEqual([['notes'], ['notes'], [], []]);
    expect(rows[0]?.values.notes).toBe('=1+1');
  });

  it('due today are not overdue', () => {
    const rows = rowsOf(read('Ref,Name,Next review\n1,A Bell,21/11/2026\n2,C Dunn,20/11/2026\n'));
    expect(rows.map((row) => row.isOverdue)).toEqual([false, true]);
  });
});

describe('the fingerprint of a row', () => {
  it('does not change with its place, the order of columns or spaces, and changes with a word', () => {
    const [a] = rowsOf(read('Ref,Name,Notes\n1,A Bell,x  y\n'));
    const [, b] = rowsOf(read('Notes,Name,Ref\n,,\nx y ,A Bell,1\n'));
    const [c] = rowsOf(read('Ref,Name,Notes\n1,A Bell,x z\n'));
    if (!a || !b || !c) throw new Error('three rows');
    expect(fingerprint(a)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprint(b)).toBe(fingerprint(a));
    expect(fingerprint(c)).not.toBe(fingerprint(a));
  });
});

describe('any bytes at all', () => {
  it('are read or refused, never thrown at the user', () => {
    const head = Buffer.from('Ref,Name,DOB,Next review\n');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (tail, withHead) => {
        const sheet = read(withHead ? Buffer.concat([head, tail]) : Buffer.from(tail));
        if (sheet.status === 'refused') expect(sheet.reason.length).toBeGreaterThan(10);
        else for (const row of sheet.rows) expect(JSON.stringify(row.raw)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 500 },
    );
  });
});
