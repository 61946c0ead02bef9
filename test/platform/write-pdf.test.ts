import { readPdf } from '../support/read-pdf';
import { type PdfBlock, type PdfDocument, writePdf } from '../../src/platform/pdf';

const COLUMNS = [
  { heading: 'Due', share: 1 },
  { heading: 'What will be done', share: 3 },
];

const paper = (...blocks: PdfBlock[]): PdfDocument => ({
  title: 'Minutes of the panel',
  author: 'A partnership',
  marking: 'OFFICIAL-SENSITIVE',
  header: 'Copy 3 for Zoë Łukasik',
  madeAt: new Date('2026-11-21T10:00:00Z'),
  blocks,
});

const read = async (...blocks: PdfBlock[]) => readPdf(await writePdf(paper(...blocks)));

describe('a tagged PDF', () => {
  it('says its language, and what is heading, paragraph, list and table, in the order they stand', async () => {
    const pdf = await read(
      { kind: 'heading', level: 1, text: 'Minutes' },
      { kind: 'paragraph', text: 'Who was there' },
      { kind: 'list', items: ['One'] },
      { kind: 'table', columns: COLUMNS, rows: [['1 May', 'Ask again']] },
    );
    expect(pdf).toMatchObject({ isTagged: true, language: 'en-GB' });
    const counted = (tag: string): number => pdf.tags.filter((one) => one === tag).length;
    expect(['Document', 'H1', 'P', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD'].map(counted)).toEqual([
      1, 1, 2, 1, 1, 1, 1, 2, 2, 2,
    ]);
    expect(pdf.pages[0]).toMatch(/Minutes.*Who was there.*One.*Due.*What will be done.*1 May.*Ask again/);
  });

  it('marks every page, says whose copy it is, and numbers them', async () => {
    const { pages } = await read(
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'page' },
      { kind: 'heading', level: 1, text: 'Two' },
    );
    expect(pages).toHaveLength(2);
    pages.forEach((page, at) => {
      expect(page).toContain('OFFICIAL-SENSITIVE Copy 3 for Zoë Łukasik');
      expect(page).toContain(`OFFICIAL-SENSITIVE. Page ${at + 1} of 2`);
    });
  });

  it('says on every page of a part which part it is, beside the marking, also where it runs over', async () => {
    const { pages } = await read(
      { kind: 'page', header: 'Item 1, TC-2026-9001' },
      { kind: 'paragraph', text: 'word '.repeat(1_200) },
      { kind: 'page' },
      { kind: 'paragraph', text: 'Other business' },
    );
    expect(pages.map((page) => page.includes('OFFICIAL-SENSITIVE. Item 1, TC-2026-9001'))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('loses no word of what is longer than a page, in a paragraph or in a cell', async () => {
    const words = (name: string): string[] => Array.from({ length: 1_200 }, (_, at) => `${name}${at}`);
    const rows = [
      ...words('row')
        .map((row) => ['1 May', row])
        .slice(0, 60),
      ['2 May', words('cell').join(' ')],
    ];
    const pdf = await read(
      { kind: 'paragraph', text: words('said').join(' ') },
      { kind: 'table', columns: COLUMNS, rows },
    );
    const all = new Set(pdf.pages.join(' ').split(/\s+/));
    const wanted = [...words('said'), ...words('row').slice(0, 60), ...words('cell')];
    expect(wanted.filter((word) => !all.has(word))).toEqual([]);
    expect(pdf.pages.length).toBeGreaterThan(4);
  });
});
