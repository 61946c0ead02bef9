import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { NEED_DOMAINS, NEED_STATUSES, type NeedDomain } from '../domain/plan-vocabulary';
import { SHOWN_WORDS } from '../domain/shown-to-family';
import { NEED_DOMAIN_WORDS, NEED_STATUS_WORDS } from '../domain/plan-words';
import { NeedForm } from '../forms/need.form';
import { planPaths } from '../paths';
import type { NeedAnswer } from '../set-needs';
import { type PlanForm, planFormModel, type Typed } from './plan-forms';
import { isCompulsory } from './present-body';

/** One page for all domains of need: the compulsory four, then the others. */
export const needsForm: PlanForm = {
  page: (shown) => {
    const { header, plan, typed } = shown;
    const wasTyped = Object.keys(typed).length > 0;
    const domains = NEED_DOMAINS.map((domain) => {
      const need = plan.needs.find((candidate) => candidate.domain === domain);
      return {
        domain,
        words: NEED_DOMAIN_WORDS[domain],
        hint: domain === 'adverse_childhood_experiences' ? EXPERIENCES_HINT : undefined,
        status: wasTyped ? textOf(typed[`${domain}-status`]) : need?.status,
        detail: wasTyped ? textOf(typed[`${domain}-detail`]) : need?.detail,
        evidence: wasTyped ? textOf(typed[`${domain}-evidence`]) : need?.evidence,
        isShown: wasTyped ? typed[`${domain}-shownToFamily`] === 'yes' : (need?.shownToFamily ?? false),
      };
    });
    return {
      view: 'plans/views/needs.njk',
      model: {
        ...planFormModel(shown),
        formAction: planPaths.needs(header.id),
        statuses: NEED_STATUSES.map((value) => ({ value, text: NEED_STATUS_WORDS[value] })),
        compulsory: domains.filter(({ domain }) => isCompulsory(domain)),
        others: domains.filter(({ domain }) => !isCompulsory(domain)),
        othersOpen: domains.some(({ domain, status }) => !isCompulsory(domain) && status !== undefined),
      },
    };
  },
  compare: ({ plan }, typed) =>
    NEED_DOMAINS.flatMap((domain) => {
      const need = plan.needs.find((candidate) => candidate.domain === domain);
      const latest = need ? inWords(need.status, need.detail, need.shownToFamily) : '';
      const isShown = typed[`${domain}-shownToFamily`] === 'yes';
      const yours = inWords(typed[`${domain}-status`], typed[`${domain}-detail`], isShown);
      return latest === yours ? [] : [{ label: NEED_DOMAIN_WORDS[domain], latest, yours }];
    }),
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const EXPERIENCES_HINT =
  'Record what is known, who said so, and the support it needs. Do not count experiences or record a score.';

/** The answers of the page; a domain nobody answered is left as it was. @throws Invalid naming each field */
export function needsOf(fields: Typed): NeedAnswer[] {
  const problems: FieldProblem[] = [];
  const answers = NEED_DOMAINS.flatMap((domain) => {
    const status = fields[`${domain}-status`];
    const detail = fields[`${domain}-detail`] ?? '';
    const evidence = fields[`${domain}-evidence`];
    // A box that is not ticked is not sent: the page always answers this one.
    const shownToFamily = fields[`${domain}-shownToFamily`] ?? 'no';
    if (status === undefined && detail === '' && (evidence ?? '') === '' && shownToFamily === 'no') return [];
    try {
      return [
        {
          ...checked(NeedForm, {
            domain,
            status,
            detail,
            shownToFamily,
            ...(evidence === undefined ? {} : { evidence }),
          }),
        },
      ];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, field: `${domain}-${problem.field}` })));
      return [];
    }
  });
  const unknown = Object.keys(fields).filter((name) => name !== '_csrf' && name !== 'submissionId' && !isOurs(name));
  problems.push(...unknown.map((field) => ({ field, message: `‘${field}’ is not a field of this form` })));
  if (problems.length === 0 && answers.length === 0) problems.push(NOTHING_ANSWERED);
  if (problems.length > 0) throw new Invalid(problems);
  return answers;
}

const NOTHING_ANSWERED: FieldProblem = {
  field: `${NEED_DOMAINS[0]}-status`,
  message: 'Nothing was answered, so nothing was saved. Answer at least one need',
};

const isOurs = (name: string): boolean =>
  NEED_DOMAINS.some((domain: NeedDomain) =>
    ['status', 'detail', 'evidence', 'shownToFamily'].some((part) => name === `${domain}-${part}`),
  );

function inWords(status: unknown, detail: unknown, isShown = false): string {
  const known = NEED_STATUSES.find((candidate) => candidate === status);
  const words = [
    known === undefined ? '' : NEED_STATUS_WORDS[known],
    typeof detail === 'string' ? detail.trim() : '',
    isShown ? SHOWN_WORDS : '',
  ];
  return words.filter((word) => word !== '').join('. ');
}
