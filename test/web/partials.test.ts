import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { configureNunjucks } from '../../src/web/nunjucks-environment';
import { script } from './sample-locals';

const environment = configureNunjucks(null, { noCache: true });
const today = '2026-11-21';
const SOURCES = join(__dirname, '../../src');

function render(partial: string, call: string, params: object) {
  const [macro] = call.split('(');
  return load(environment.renderString(`{% from "partials/${partial}.njk" import ${macro} %}{{ ${call} }}`, params));
}

describe('the case banner', () => {
  const params = { name: script, reference: 'TC-2026-0042', bornOn: '2011-03-04', age: '15', today };

  it('names the individual, the reference, the date of birth and the next review in words', () => {
    const $ = render('case-banner', 'caseBanner(params)', { params: { ...params, nextReviewDueOn: '2026-11-09' } });
    const facts = $('dd')
      .map((_, fact) => $(fact).text().trim())
      .get();
    expect(facts).toEqual(['TC-2026-0042', '4 March 2011 (15)', '9 November 2026 Overdue by 12 days']);
    expect($('.app-case-banner__name').text()).toContain(script);
    expect($('script')).toHaveLength(0);
  });

  it('says when there is no review and when the record is restricted', () => {
    const facts = [{ term: 'Tier', text: 'Tier 1' }];
    const $ = render('case-banner', 'caseBanner(params)', {
      params: { ...params, bornOn: null, age: null, isRestricted: true, facts },
    });
    expect($.text()).toContain('No review scheduled');
    expect($('.govuk-tag').text().trim()).toBe('Restricted');
    expect($('dd').eq(1).text()).toBe('Not known');
    expect($('dd').last().text()).toBe('Tier 1');
  });
});

describe('the summary list', () => {
  const rows = [
    { key: { text: 'Why' }, value: { text: 'Missing twice\n<b>since</b> May', classes: 'app-pre-line' } },
    { key: { text: 'Who' }, value: { text: 'Lena Marsh' } },
  ];

  it('keeps the lines that somebody wrote, and begins with no empty one', () => {
    const $ = render('summary-list', 'summaryList(params)', { params: { rows } });
    expect($('dd.app-pre-line')).toHaveLength(0);
    expect($('dd > .app-pre-line').text()).toBe('Missing twice\n<b>since</b> May');
    expect($('dd').last().text().trim()).toBe('Lena Marsh');
  });

  it('is the one that every page uses', () => {
    const templates = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.njk'),
    );
    const others = templates.filter((path) =>
      readFileSync(join(SOURCES, path), 'utf8').includes('components/summary-list'),
    );
    expect(others).toEqual([join('web', 'views', 'partials', 'summary-list.njk')]);
  });
});

describe('the due tag', () => {
  it.each([
    ['2026-11-09', 'app-due--overdue', 'Overdue by 12 days'],
    ['2026-11-21', 'app-due--today', 'Due today'],
    ['2026-11-27', 'app-due--soon', 'Due in 6 days'],
    ['2027-01-14', 'app-due--later', 'Due in 54 days'],
  ])('of %s says in words what its colour shows', (dueOn, colour, words) => {
    const $ = render('due-tag', 'dueTag(dueOn, today)', { dueOn, today });
    expect($('.app-due').hasClass(colour)).toBe(true);
    expect($('.app-due').text()).toContain(words);
    expect($('time').attr('datetime')).toBe(dueOn);
  });

  it('says that no date is set', () => {
    expect(render('due-tag', 'dueTag(dueOn, today)', { dueOn: null, today }).text()).toBe('No date set');
  });
});

describe('the scrolling table', () => {
  const params = {
    id: 'cases',
    caption: 'Cases',
    firstCellIsHeader: true,
    head: [
      { text: 'Name', href: '/cases?sort=name', sort: 'ascending' },
      { text: 'Count', format: 'numeric' },
    ],
    rows: [[{ text: script }, { text: '3', format: 'numeric' }]],
  };

  it('is a named, focusable region with scopes and the order it is sorted in', () => {
    const $ = render('scroll-table', 'scrollTable(params)', { params });
    const region = $('[role=region]');
    expect(region.attr('tabindex')).toBe('0');
    expect($(`#${region.attr('aria-labelledby')}`).text()).toBe('Cases');
    expect($('th[scope=col]').first().attr('aria-sort')).toBe('ascending');
    expect($('th[scope=row]').text()).toBe(script);
    expect($('script')).toHaveLength(0);
  });

  it('says that there is nothing rather than showing an empty table', () => {
    const $ = render('scroll-table', 'scrollTable(params)', {
      params: { ...params, rows: [], emptyText: 'No cases are due.' },
    });
    expect($('table')).toHaveLength(0);
    expect($('h2').text()).toBe('Cases');
    expect($('p').text()).toBe('No cases are due.');
  });
});

describe('cursor pagination', () => {
  const words = { singular: 'case', plural: 'cases' };

  it('says how many are shown and links only where there is more', () => {
    const $ = render('pagination-cursor', 'cursorPagination(params)', {
      params: { ...words, count: 25, nextHref: '/cases?after=abc&x=1' },
    });
    expect($('p').first().text()).toBe('Showing 25 cases.');
    expect(
      $('a')
        .map((_, link) => $(link).attr('href'))
        .get(),
    ).toEqual(['/cases?after=abc&x=1']);
    expect($('a').attr('rel')).toBe('next');
  });

  it('has no navigation for one page', () => {
    const $ = render('pagination-cursor', 'cursorPagination(params)', { params: { ...words, count: 1 } });
    expect($('p').text()).toBe('Showing 1 case.');
    expect($('nav')).toHaveLength(0);
  });
});

it('count boxes link to what they count and show a zero', () => {
  const boxes = [
    {
      count: 0,
      label: 'Overdue',
      tagClasses: 'govuk-tag--red',
      isOverdue: true,
      href: '/reviews?due=overdue',
      linkText: 'View overdue reviews',
    },
  ];
  const $ = render('count-box', 'countBoxes(boxes)', { boxes });
  expect($('.app-count-box__number').text()).toBe('0');
  expect($('a').text()).toBe('View overdue reviews');
  expect($('.app-count-box--overdue .govuk-tag').text().trim()).toBe('Overdue');
});

it('a stale record shows both versions, says which differ, and keeps what was typed as text', () => {
  const params = {
    changedBy: 'Pat Lee',
    changedAt: '2026-06-30T08:32:00Z',
    fields: [
      { label: 'Goal', latest: 'Back in school', yours: `Line one\n${script}` },
      { label: 'Risk', latest: 'Same', yours: 'Same' },
    ],
  };
  const $ = render('stale-record', 'staleRecord(params)', { params });
  expect($('h2').text()).toBe('This changed while you were working');
  expect($('p').first().text()).toContain('Pat Lee saved a change on 30 June 2026 at 9:32am.');
  expect(
    $('th[scope=row]')
      .map((_, heading) => $(heading).text())
      .get(),
  ).toEqual(['Goal (different)', 'Risk']);
  expect($('td').eq(1).text()).toBe(`Line one\n${script}`);
  expect($('script')).toHaveLength(0);
});
