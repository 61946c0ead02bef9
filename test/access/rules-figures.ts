import { ANY, everywhere, type Said } from './rules-words';

/** Figures name nobody, so nobody's relation to a record matters: the role decides, and for what an agency supplies its kind. */
export const FIGURES_SAID: Said[] = [
  { kind: 'Figure', acts: ['read'], may: everywhere(`analyst governance panel_chair panel_member manager: ${ANY}`) },
  { kind: 'Figure', acts: ['list'], may: everywhere(`panel_chair manager: ${ANY}`) },
  { kind: 'Indicator', acts: ['read'], may: everywhere(`analyst governance panel_chair panel_member manager: ${ANY}`) },
  { kind: 'Indicator', acts: ['revise', 'correct'], may: everywhere(`analyst panel_chair: ${ANY}`) },
  {
    kind: 'Indicator',
    acts: ['supply'],
    record: ({ actor }) => ({ heldBy: actor.agencyKind }),
    may: everywhere(`analyst manager: ${ANY}`),
  },
  {
    kind: 'Indicator',
    acts: ['supply'],
    record: () => ({ heldBy: 'a kind of agency that nobody is of' }),
    may: everywhere(`analyst: ${ANY}`),
  },
  {
    kind: 'QuarterlyReport',
    acts: ['read'],
    may: everywhere(`analyst governance panel_chair panel_member manager: ${ANY}`),
  },
  {
    kind: 'QuarterlyReport',
    acts: ['write'],
    may: everywhere(`analyst governance panel_chair manager: ${ANY}`),
  },
  {
    kind: 'QuarterlyReport',
    acts: ['make', 'issue', 'publish', 'name_owners'],
    may: everywhere(`analyst panel_chair: ${ANY}`),
  },
  { kind: 'QuarterlyReport', acts: ['release'], may: everywhere(`governance: ${ANY}`) },
  { kind: 'Census', acts: ['load'], may: everywhere(`analyst panel_chair: ${ANY}`) },
  { kind: 'TopFive', acts: ['confirm'], may: everywhere(`panel_chair: ${ANY}`) },
  { kind: 'SmallNumberRule', acts: ['set'], may: everywhere(`governance: ${ANY}`) },
];
