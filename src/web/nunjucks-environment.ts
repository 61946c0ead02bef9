import { dirname, join } from 'node:path';
import type { Application } from 'express';
import { Environment, FileSystemLoader } from 'nunjucks';
import {
  contextualDue,
  dueState,
  govDate,
  govDateTime,
  govShortDate,
  govTime,
  govWeekday,
  mojDate,
} from './format-date';
import { linesKept } from './lines-kept';
import { errorMessage } from './page-model';
import { sitePaths } from './site-paths';

export interface NunjucksOptions {
  /** Folders searched before our own, for a test's templates. */
  viewRoots?: string[];
  noCache: boolean;
}

/**
 * The one template environment. A slice's page is named from the root of the running sources
 * (`plans/views/plan.njk`), the layout and the partials from here (`layout.njk`, `partials/due-tag.njk`).
 * Filters are ours alone: MoJ's own set needs moment and would replace `date` without a word.
 */
export function configureNunjucks(app: Application | null, options: NunjucksOptions): Environment {
  const roots = [...(options.viewRoots ?? []), ...searchPaths()];
  const environment = new Environment(new FileSystemLoader(roots, { noCache: options.noCache }), {
    autoescape: true,
    throwOnUndefined: false,
  });
  const dates = { contextualDue, dueState, govDate, govDateTime, govShortDate, govTime, govWeekday, mojDate };
  const filters = { ...dates, linesKept };
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);
  environment.addGlobal('errorFor', errorMessage);
  environment.addGlobal('sitePaths', sitePaths);
  environment.addGlobal('serviceName', 'Tertiary cohort');
  if (app) {
    environment.express(app);
    app.set('view engine', 'njk');
  }
  return environment;
}

/** Resolved from this file, so that `src` under Jest and `dist/src` in the build find their own copies. */
function searchPaths(): string[] {
  return [
    join(__dirname, 'views'),
    join(__dirname, '..'),
    dirname(dirname(require.resolve('govuk-frontend'))),
    dirname(dirname(require.resolve('@ministryofjustice/frontend'))),
  ];
}
