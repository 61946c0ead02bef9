import { SDQ_INFORMANTS } from '../domain/sdq-band';
import type { MeasureKind } from './measure.entity';

export const MEASURE_WORDS: Record<MeasureKind, string> = {
  sdq: 'SDQ total',
  send: 'Special educational needs (SEND)',
  disability: 'Disability',
  ace: 'Adverse childhood experiences',
};

const INFORMANTS = { parent: 'Parent or carer', teacher: 'Teacher', self: 'The young person' };

/** The ten experiences. Each is recorded by itself; nothing ever counts them. */
const EXPERIENCES = {
  emotional_abuse: 'Emotional abuse',
  physical_abuse: 'Physical abuse',
  sexual_abuse: 'Sexual abuse',
  emotional_neglect: 'Emotional neglect',
  physical_neglect: 'Physical neglect',
  parental_separation: 'Parents’ separation or loss of a parent',
  household_violence: 'Domestic violence in the household',
  household_substances: 'Misuse of substances in the household',
  household_mental_illness: 'Mental illness in the household',
  household_prison: 'A member of the household in prison',
};

const NOT_SAID = { not_known: 'Not known', not_asked: 'Not asked' };

/** What each kind may be about, answer and name by code. The codes of need are those of the national collections. */
export const VOCABULARY: Record<
  MeasureKind,
  { subjects: Record<string, string>; answers: Record<string, string>; codes: Record<string, string> }
> = {
  sdq: { subjects: Object.fromEntries(SDQ_INFORMANTS.map((one) => [one, INFORMANTS[one]])), answers: {}, codes: {} },
  send: {
    subjects: { status: 'Status' },
    answers: {
      none: 'No special educational need',
      sen_support: 'SEN support',
      under_assessment: 'Being assessed for a plan',
      ehcp: 'Education, health and care plan (EHCP)',
      ...NOT_SAID,
    },
    codes: {
      SPLD: 'Specific learning difficulty',
      MLD: 'Moderate learning difficulty',
      SLD: 'Severe learning difficulty',
      PMLD: 'Profound and multiple learning difficulty',
      SEMH: 'Social, emotional and mental health',
      SLCN: 'Speech, language and communication',
      HI: 'Hearing impairment',
      VI: 'Visual impairment',
      MSI: 'Multi-sensory impairment',
      PD: 'Physical disability',
      ASD: 'Autism',
      OTH: 'Other',
    },
  },
  disability: {
    subjects: { status: 'Status' },
    answers: { disabled: 'Disabled', none: 'No disability', ...NOT_SAID },
    codes: {
      AUT: 'Autism or Asperger syndrome',
      BEH: 'Behaviour',
      COMM: 'Communication',
      CON: 'Consciousness',
      DDA: 'Other disability under the Equality Act',
      HAND: 'Hand function',
      HEAR: 'Hearing',
      INC: 'Incontinence',
      LD: 'Learning',
      MOB: 'Mobility',
      PC: 'Personal care',
      VIS: 'Vision',
    },
  },
  ace: { subjects: EXPERIENCES, answers: { known: 'Known', ...NOT_SAID }, codes: {} },
};
