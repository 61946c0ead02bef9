import { ACTIONS } from './story-words';

type StoryAction = (typeof ACTIONS)[number];

/** What each action of the story is for: risks by their words, needs by their domain. Nobody collects a debt to teach reading. */
export const FITS: Record<StoryAction['owner'], readonly string[]> = {
  'dsl@school.example': ['Retaliation after a fight', 'Pressure to hold packages', 'learning_disability'],
  'nurse@health.example': ['mental_health', 'adverse_childhood_experiences', 'Lashes out when cornered'],
  'camhs@health.example': ['speech_language_communication', 'learning_disability'],
  'mentor@charity.example': [
    'Carries a knife when frightened',
    'Lashes out when cornered',
    'Pressure to hold packages',
  ],
  'housing@sbc.example': ['Retaliation after a fight', 'Debt to older young people', 'adverse_childhood_experiences'],
  'officer@tvp.example': ['Debt to older young people', 'Pressure to hold packages', 'Retaliation after a fight'],
  'family.support@scf.example': [],
};

/** Who else may stand in for a need or risk that nothing was made for, the likeliest first. */
const STAND_INS: readonly StoryAction['owner'][] = [
  'mentor@charity.example',
  'nurse@health.example',
  'dsl@school.example',
  'camhs@health.example',
  'housing@sbc.example',
];

/** The action among those chosen that answers a risk or need; undefined where none does, and a gap is shown. */
export function answering(chosen: readonly StoryAction[], factor: string): StoryAction | undefined {
  const fitting = chosen.find(({ owner }) => FITS[owner].includes(factor));
  return fitting ?? STAND_INS.flatMap((owner) => chosen.filter((action) => action.owner === owner))[0];
}
