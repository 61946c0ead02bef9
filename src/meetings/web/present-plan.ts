import {
  COMPULSORY_NEEDS,
  gapsOf,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  type NeedStatus,
  type PlanContent,
  RISK_DIRECTION_WORDS,
  RISK_LEVEL_WORDS,
} from '../../plans';

const NEED_STATUS_CLASSES: Record<NeedStatus, string> = {
  met: 'govuk-tag--green',
  unmet: 'govuk-tag--red',
  partly_met: 'govuk-tag--orange',
  not_applicable: 'govuk-tag--grey',
  not_yet_known: 'govuk-tag--yellow',
};

const UNMET_FIRST: NeedStatus[] = ['unmet', 'partly_met', 'not_yet_known', 'met', 'not_applicable'];

/** The plan in short: needs with the unmet first, current risks, open goals in the person's own words. */
export const presentPlan = (plan: PlanContent) => ({
  isLive: plan.currentEdition !== null,
  /** What was recorded after the approval is under nobody's name. */
  hasNotApproved: [...plan.needs, ...plan.risks, ...plan.goals, ...shownEntries(plan)].some((part) =>
    isAfter(plan, part),
  ),
  why: plan.entries.find((entry) => entry.section === 'why_in_cohort')?.text ?? '',
  needs: [
    ...plan.needs.map((need) => ({
      domain: need.domain,
      status: need.status,
      detail: need.detail,
      isNotApproved: isAfter(plan, need),
    })),
    // A compulsory domain nobody has answered is not known; leaving it out would read as no need.
    ...COMPULSORY_NEEDS.filter((domain) => !plan.needs.some((need) => need.domain === domain)).map((domain) => ({
      domain,
      status: 'not_yet_known' as const,
      detail: '',
      isNotApproved: false,
    })),
  ]
    // The compulsory four always: the panel sees that somebody asked.
    .filter((need) => need.status !== 'not_applicable' || isCompulsory(need.domain))
    .sort((one, other) => UNMET_FIRST.indexOf(one.status) - UNMET_FIRST.indexOf(other.status))
    .map((need) => ({
      words: NEED_DOMAIN_WORDS[need.domain],
      statusWords: NEED_STATUS_WORDS[need.status],
      statusClasses: NEED_STATUS_CLASSES[need.status],
      detail: need.detail,
      isNotApproved: need.isNotApproved,
    })),
  risks: plan.risks
    .filter((risk) => risk.endedOn === null)
    .map((risk) => ({
      factor: risk.factor,
      directionWords: RISK_DIRECTION_WORDS[risk.direction],
      levelWords: RISK_LEVEL_WORDS[risk.level],
      protectiveFactors: risk.protectiveFactors,
      isNotApproved: isAfter(plan, risk),
    })),
  /** Risks and needs that no open action answers and nobody has explained: the panel closes them, or hears why not. */
  gaps: gapsOf(plan).map(({ kind, words }) => `${kind === 'need' ? 'Need' : 'Risk'}: ${words}`),
  goals: plan.goals
    .filter((goal) => goal.status === 'open')
    .map((goal) => ({
      words: goal.wordsOfThePerson,
      wording: goal.practitionerWording,
      targetOn: goal.targetOn,
      isNotApproved: isAfter(plan, goal),
    })),
  contingency: plan.entries.find((entry) => entry.section === 'contingency')?.text ?? '',
});

/** Recorded after the standing edition was approved. Without an edition the whole plan says that it never was. */
const isAfter = ({ editions: [standing] }: PlanContent, part: { recordedAt: string }): boolean =>
  standing !== undefined && part.recordedAt > standing.approvedAt.toISOString();

/** The newest word of the two sections that this page shows. */
const shownEntries = (plan: PlanContent) =>
  ['why_in_cohort', 'contingency'].flatMap((name) => plan.entries.find(({ section }) => section === name) ?? []);

const isCompulsory = (domain: string): boolean => COMPULSORY_NEEDS.some((name) => name === domain);
