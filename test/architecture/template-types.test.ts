import { pageTemplates } from './page-templates';
import { modelFault, pathFault, renderedTypes, type RenderedTypes, type RenderSite } from './rendered-types';
import { variablesOf } from './template-variables';

/** Handles that pass on a whole answer `{ view, model }`, which is looked at where it is made. */
const PASSED_ON = [
  'src/imports/web/imports.controller.ts',
  'src/plans/web/plan-forms.ts',
  'src/platform/http/form-answer.ts',
  'src/platform/http/form-answer.ts',
  // One course for four forms whose pages are held to the same model where they are first shown.
  'src/reviews/web/review-date-pages.ts',
];

/** What the environment gives to every template, imported macros included. */
const GLOBALS = ['errorFor', 'sitePaths', 'serviceName', 'range', 'cycler', 'joiner'];

const PLANTED = 'test/architecture/planted-pages.ts';

describe('what a template reads', () => {
  let types: RenderedTypes;

  beforeAll(() => {
    types = renderedTypes(PLANTED);
  }, 120_000);

  const sitesIn = (folder: string): RenderSite[] => types.sites.filter(({ where }) => where.startsWith(folder));
  const fileOf = (where: string): string => where.replace(/:\d+$/, '');

  /** A path is one of the page layer's, of the environment's, or of the type its presenter gives. */
  function faultsOf({ view, model, where }: RenderSite): string[] {
    const { checker } = types;
    const untyped = modelFault(checker, model);
    if (untyped) return [`${where} ${view} ${untyped}`];
    const layout = types.declared('src/web/page-model.ts', 'LayoutModel');
    const faults = variablesOf(view).flatMap((variable) => {
      const [name = ''] = variable.path;
      if (GLOBALS.includes(name)) return [];
      if (variable.isImported) return [`${variable.where} ${name}: a macro that is imported sees nothing of the page`];
      const holder = layout.getProperty(name) ? layout : model;
      const fault = pathFault(checker, holder, variable.path);
      return fault ? [`${where} ${view} reads ${fault} (${variable.where})`] : [];
    });
    return [...new Set(faults)];
  }

  it('is in the type of its presenter, wherever it is rendered', () => {
    expect(sitesIn('src/').flatMap(faultsOf)).toEqual([]);
  });

  it('is known for every page, and every page is rendered somewhere', () => {
    const rendered = new Set(sitesIn('src/').map(({ view }) => view));
    expect(pageTemplates().filter((template) => !rendered.has(template))).toEqual([]);
    const unresolved = types.unresolved.map(fileOf).filter((file) => file !== PLANTED);
    expect(unresolved.sort()).toEqual(PASSED_ON);
  });

  it('is missed when its name is wrong, its type says nothing, or its page cannot be told', () => {
    const found = sitesIn('test/').map((site) => faultsOf(site).map((fault) => fault.replace(/^\S+ /, '')));
    const [decorated, below, object, signature, rendered, answered, rightly, inAMacro] = found;
    const misnamed = [expect.stringMatching(/^agencies\/views\/agencies\.njk reads addHref: not in /)];
    expect([decorated, rendered, answered]).toEqual([misnamed, misnamed, misnamed]);
    expect(below).toEqual([expect.stringMatching(/reads plans\.\[\]\.reference: not in /)]);
    expect(object).toEqual([expect.stringMatching(/has the model "object"/)]);
    expect(signature).toEqual([expect.stringMatching(/has the model "Record<string, unknown>"/)]);
    expect(rightly).toEqual([]);
    expect(inAMacro).toContainEqual(
      expect.stringMatching(/reads stale\.fields: not in .* \(partials\/stale-record\.njk/),
    );
    expect(types.unresolved.map(fileOf)).toContain(PLANTED);
  });
});
