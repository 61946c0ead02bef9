import type { COMPULSORY_NEEDS, NeedStatus } from '../plans';

type CompulsoryNeed = (typeof COMPULSORY_NEEDS)[number];

/** What the fictional cases are about. Written for this demonstration; nobody said or did any of it. */
export const EVIDENCE = [
  'Arrested carrying a folding knife near the station',
  'Injury to the hand seen by the school nurse, explained in two different ways',
  'Missing overnight twice in a month, returned with a second phone',
  'Threat made outside the family home, seen by a neighbour',
  'Named by two others after a fight in the park',
  'Attended A&E with a stab wound to the leg',
  'Owes money and has said they cannot walk through one part of town',
];

/** By domain and by what is known of the need, so that a plan never contradicts itself. */
export const NEED_DETAILS: Record<CompulsoryNeed, Record<NeedStatus, string>> = {
  mental_health: {
    partly_met: 'Seen once by the mental health team; the second appointment was missed',
    unmet: 'Sleeps badly and startles easily; wants help with this. CAMHS referral made, waiting.',
    met: 'Seen by CAMHS every two weeks and finds it useful.',
    not_yet_known: 'Does not want to talk about it yet. The mentor will ask.',
    not_applicable: 'Asked twice by people they trust: no concern, and school agrees.',
  },
  speech_language_communication: {
    partly_met: 'Screened for speech and language; the follow-up is outstanding',
    unmet: 'Finds long explanations hard to follow; therapy asked for.',
    met: 'Works with a speech and language therapist at school.',
    not_yet_known: 'Nobody has looked at this. School is asked for a screen.',
    not_applicable: 'Assessed last year: no need found.',
  },
  learning_disability: {
    partly_met: 'Support agreed at school, not yet at home',
    unmet: 'Reads with difficulty and hides it; assessment asked for.',
    met: 'Has an education, health and care plan and the help it names.',
    not_yet_known: 'School is asked whether an assessment was ever made.',
    not_applicable: 'No sign of a learning disability; school agrees.',
  },
  adverse_childhood_experiences: {
    partly_met: 'Some of what happened is being worked on, not all',
    unmet: 'Violence at home is known. Support that follows from it has not begun.',
    met: 'Losses in the family are known, and a counsellor sees them weekly.',
    not_yet_known: 'Has not been asked; to be asked by the worker they trust.',
    not_applicable: 'Asked with care; none known to them or to the agencies.',
  },
};

export const RISKS: { factor: string; direction: 'from_others' | 'to_others' | 'to_self'; protective: string }[] = [
  { factor: 'Debt to older young people', direction: 'from_others', protective: 'An aunt they can stay with' },
  { factor: 'Carries a knife when frightened', direction: 'to_others', protective: 'Talks openly with the mentor' },
  {
    factor: 'Retaliation after a fight',
    direction: 'from_others',
    protective: 'School has agreed a different way home',
  },
  { factor: 'Pressure to hold packages', direction: 'from_others', protective: 'Mother wants help and answers calls' },
  { factor: 'Lashes out when cornered', direction: 'to_others', protective: 'Leaves the room when given a way out' },
];

export const GOALS = [
  {
    words: 'Get home without looking over my shoulder',
    wording: 'No new assault or threat for twelve weeks',
    measure: 'Police and school records',
  },
  {
    words: 'I want my site card',
    wording: 'Construction card passed and a taster week done',
    measure: 'Card and attendance',
  },
  {
    words: 'Just leave me and my brother alone',
    wording: 'Family moved to a safer address',
    measure: 'Tenancy signed',
  },
  {
    words: 'I want to be back with my mates in lessons',
    wording: 'Attendance from 60% to 80%',
    measure: 'School register',
  },
  { words: 'Sleep', wording: 'Sleeping through four nights a week', measure: 'Own diary' },
];

export const ACTIONS = [
  { description: 'Agree a safe way home and a lunchtime plan', kind: 'safeguard', owner: 'dsl@school.example' },
  { description: 'Book the CAMHS appointment and arrange transport', kind: 'support', owner: 'nurse@health.example' },
  { description: 'Refer to speech and language therapy', kind: 'support', owner: 'camhs@health.example' },
  { description: 'Two mentoring sessions a week', kind: 'divert', owner: 'mentor@charity.example' },
  { description: 'Ask for an urgent safe transfer for the family', kind: 'safeguard', owner: 'housing@sbc.example' },
  {
    description: 'Speak to the people who collect the debt',
    kind: 'disrupt',
    owner: 'officer@tvp.example',
    visibility: 'police_only',
  },
  {
    description: 'Tell the family what the plan says and leave a copy',
    kind: 'inform',
    owner: 'family.support@scf.example',
  },
] as const;

export const VOICES = [
  ['partly', 'They keep asking about the knife. I want to get my site card.'],
  ['agrees', 'The mentor is all right. I will go if he goes.'],
  ['does_not_agree', 'I do not need a plan. I need people to stop ringing my mum.'],
  ['could_not_ask', 'Could not be asked: not at home on three visits. The mentor will ask on Thursday.'],
] as const;

export const WORRIES = [
  'Two older young people wait for them after school. They say it is nothing, then ask for a lift home.',
  'They came back from the weekend with new trainers and no explanation, and have stopped seeing their cousin.',
  'Since the fight they have not slept properly. Their mother hears them up at night.',
];

export const WORKING_WELL = [
  'They turn up for football every week and the coach speaks well of them.',
  'Their grandmother is firm and kind, and they listen to her.',
  'They asked for help themselves, which they had not done before.',
];

export const SUMMARIES = [
  'Attendance is better and there has been no new incident. The debt has not been settled.',
  'Mentoring goes well. Housing has not moved. One missing episode, home by midnight.',
  'School reports two good weeks and one exclusion for a day. The family wants the move most of all.',
];

/** Kept only of a review before its window. */
export const HELD_EARLY = 'The school and the family asked for everybody to meet before half-term.';

export const RATIONALES = [
  'The plan is working but the threat has not gone away.',
  'New information changes what is needed: the plan is revised.',
  'Three months without an incident, and support is in place.',
];
