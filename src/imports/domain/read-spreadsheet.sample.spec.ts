import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupSamePeople, personOfRow } from './same-person';
import { readSpreadsheet } from './read-spreadsheet';

interface Expected {
  row: number;
  person: string | null;
  same_as: string | null;
  blank: boolean;
  invalid: string[];
  dob: string | null;
  next_review: string | null;
  overdue: boolean;
  no_owner: boolean;
  no_plan: boolean;
}

const fixtures = join(__dirname, '../../../test/imports/fixtures');
const bytes = readFileSync(join(fixtures, 'cohort-working-copy.csv'));
const expected: { as_at: string; rows: Expected[] } = JSON.parse(
  readFileSync(join(fixtures, 'cohort-working-copy.expected.json'), 'utf8'),
);
const sheet = readSpreadsheet(bytes, { today: expected.as_at });
if (sheet.status === 'refused') throw new Error(sheet.reason);
const { groups, unsettled } = groupSamePeople(sheet.rows.flatMap((row) => personOfRow(row) ?? []));
const personOf = new Map(expected.rows.map((row) => [row.row, row.person]));
const groupOf = new Map(groups.flatMap((group) => group.rowNumbers.map((row) => [row, group.rowNumbers] as const)));

describe('the working copy the partnership keeps', () => {
  it('is read whole', () => {
    expect(sheet.headerRow).toBe(2);
    expect(sheet.fileEncoding).toBe('windows-1252');
    expect(sheet.columns.recognised).toHaveLength(21);
    expect(sheet.columns.unrecognised).toEqual([]);
    expect(sheet.rows.map((row) => row.rowNumber)).toEqual(expected.rows.map((row) => row.row));
    expect(unsettled).toEqual([]);
  });

  it.each(expected.rows)('row $row is read as a careful reader reads it', (wanted) => {
    const row = sheet.rows.find((candidate) => candidate.rowNumber === wanted.row);
    const first = groupOf.get(wanted.row)?.[0] ?? wanted.row;
    expect({
      row: row?.rowNumber,
      person: personOf.get(first),
      same_as: first === wanted.row ? null : personOf.get(first),
      blank: row?.isBlank,
      invalid: row?.findings.filter((finding) => finding.kind === 'error').map((finding) => finding.field),
      dob: row?.values.dateOfBirth,
      next_review: row?.values.nextReviewOn,
      overdue: row?.isOverdue,
      no_owner: row?.hasNoOwner,
      no_plan: row?.hasNoPlan,
    }).toEqual(wanted);
  });

  it('keeps accents, dashes, line breaks and formulas of the notes', () => {
    const notes = new Set(sheet.rows.map((row) => row.values.notes));
    expect(notes).toContain('Éilís to ring back – 3rd attempt');
    expect(notes).toContain('mum worried; "he\'s scared"\nkeep blinds shut');
    expect(notes).toContain('=HYPERLINK("http://demo.invalid","file")');
    expect(notes).toContain("+44 7700 900123 is nan's number");
    expect(notes).toContain('<b>URGENT</b> housing');
  });

  it('counts lines of the file apart from rows of the sheet', () => {
    const line = (rowNumber: number): number | undefined => sheet.rows.find((row) => row.rowNumber === rowNumber)?.line;
    expect([line(3), line(11), line(12), line(13), line(14)]).toEqual([3, 11, 13, 14, 16]);
  });
});
