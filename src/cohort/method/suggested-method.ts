import type { DraftCriterion } from './draft-method';

/** What a first draft starts from: words of our own, for the partnership to change before it agrees to them. */
export const SUGGESTED_METHOD: {
  description: string;
  cycleMonths: number;
  validationMonths: number;
  criteria: DraftCriterion[];
} = {
  description:
    'We look for children and young adults at the highest risk of being seriously harmed by violence, or of seriously ' +
    'harming somebody, whichever it is and often both. Any agency can refer. A person enters only when at least one ' +
    'criterion below is met, something with a date shows it, and the panel agrees. A screening helps us to ask; its ' +
    'result alone decides nothing. Ethnicity, friends, family, music, clothes and where somebody lives are never criteria.',
  cycleMonths: 3,
  validationMonths: 6,
  criteria: [
    {
      text: 'Seriously injured by violence, or attacked with a weapon, in the last 12 months',
      withinDays: 366,
    },
    {
      text: 'Seriously injured somebody, or used or threatened with a weapon, in the last 12 months',
      withinDays: 366,
    },
    {
      text: 'Carried a knife or another weapon more than once in the last 6 months',
      withinDays: 184,
    },
    {
      text: 'Threatened with serious violence, or in a dispute that is likely to turn violent, now',
      withinDays: null,
    },
    {
      text: 'Exploited by others to carry, sell, store or collect for them, with violence or threats',
      withinDays: null,
    },
    {
      text: 'Two or more lesser incidents of violence in the last 6 months that are getting worse',
      withinDays: 184,
    },
  ],
};
