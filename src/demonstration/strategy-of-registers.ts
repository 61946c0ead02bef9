import type { Rag } from '../registers';

/** One activity of the fictional partnership's plan: what Slough's plan for 2024 to 2027 asks for, in our own words (domain/1-requirements). */
export interface ActivityOfStory {
  priority: string;
  aim: string;
  activity: string;
  measure: string;
  /** Whose agency leads, and who is responsible: e-mail addresses. */
  lead: string;
  owners: string[];
  targetOn: string;
  percent: number;
  rag: Rag;
  progress: string;
  why: string;
  evidence?: string;
}

const CHAIR = 'chair@mace.example';
const SCF = 'manager@scf.example';
const TVP = 'manager@tvp.example';
const MEMBER = 'member@mace.example';

const TERTIARY = 'Tertiary: people at highest risk';
const GOVERNANCE = 'Governance and performance';

export const ACTIVITIES: ActivityOfStory[] = [
  {
    priority: TERTIARY,
    aim: 'Know who is at the highest risk of experiencing or perpetrating violence',
    activity: 'Agree one method of finding people at highest risk, and how often it is used',
    measure: 'A method is in force and its cycles are held on time',
    ...{ lead: CHAIR, owners: [CHAIR, SCF], targetOn: '2025-03-31', percent: 100, rag: 'blue' },
    progress: 'The method is in force and goes round every month.',
    why: 'Done, and the cycles show it',
    evidence: 'Record of the cycles held since the method came into force',
  },
  {
    priority: TERTIARY,
    aim: 'Know who is at the highest risk of experiencing or perpetrating violence',
    activity: 'Bring in a screening tool that looks at exploitation and at violence',
    measure: 'Everybody in the cohort is screened; the share is reported',
    ...{ lead: CHAIR, owners: [CHAIR, MEMBER], targetOn: '2026-12-31', percent: 85, rag: 'green' },
    progress: 'The tool is in use in all agencies. Second screenings are catching up.',
    why: 'Coverage rises every quarter',
  },
  {
    priority: TERTIARY,
    aim: 'A plan for everybody who needs one',
    activity: 'Give every person in the cohort a written plan with a named owner',
    measure: 'Share of the cohort with a plan that is approved and in date',
    ...{ lead: SCF, owners: [SCF], targetOn: '2027-03-31', percent: 75, rag: 'green' },
    progress: 'Most have a plan. Those new to the cohort wait the longest.',
    why: 'On pace for the end of the plan',
  },
  {
    priority: TERTIARY,
    aim: 'A plan for everybody who needs one',
    activity:
      'See that plans meet needs of mental health, speech and language, learning disability and adverse experiences',
    measure: 'All four domains are assessed in every plan, and no unmet need is without an action',
    ...{ lead: SCF, owners: [SCF, MEMBER], targetOn: '2026-12-31', percent: 55, rag: 'amber' },
    progress: 'Speech and language therapy has a waiting list of ten weeks.',
    why: 'Depends on therapists who are being recruited',
  },
  {
    priority: TERTIARY,
    aim: 'A plan for everybody who needs one',
    activity: 'Check the quality of a sample of plans every quarter',
    measure: 'Share of checked plans that are good or better',
    ...{ lead: CHAIR, owners: [CHAIR], targetOn: '2026-09-30', percent: 60, rag: 'red' },
    progress: 'Two quarters were checked; the third was not.',
    why: 'The date has passed',
  },
  {
    priority: TERTIARY,
    aim: 'Fewer people harmed again, and fewer who harm again',
    activity: 'Name the five people who offend most often each quarter, and agree what each is offered',
    measure: 'Fewer repeat offenders than in the same quarter a year before',
    ...{ lead: TVP, owners: [TVP], targetOn: '2027-03-31', percent: 65, rag: 'green' },
    progress: 'Lists were agreed in the last four quarters.',
    why: 'On pace',
  },
  {
    priority: TERTIARY,
    aim: 'Places that are safer',
    activity: 'Agree how fast homes that have been taken over are acted upon, and keep to it',
    measure: 'Share of reported addresses acted upon in the agreed time',
    ...{ lead: TVP, owners: [TVP, SCF], targetOn: '2027-01-31', percent: 40, rag: 'amber' },
    progress: 'A protocol is drafted. The time is not agreed.',
    why: 'Two partners still have to answer',
  },
  {
    priority: 'Young adults, 18 to 24',
    aim: 'Nobody falls between services at 18',
    activity: 'Bring adult services and housing into planning from 17 and a half',
    measure: 'Young adults at risk have a plan and one service that leads',
    ...{ lead: SCF, owners: [SCF], targetOn: '2027-03-31', percent: 35, rag: 'amber' },
    progress: 'Housing joins meetings; adult services from the new year.',
    why: 'Started late',
  },
  {
    priority: 'Intelligence and data',
    aim: 'Information reaches who needs it',
    activity: 'Record vulnerabilities and demographic groups in every record of a crime',
    measure: 'All records complete within a year',
    ...{ lead: TVP, owners: [TVP], targetOn: '2025-09-30', percent: 100, rag: 'green' },
    progress: 'Fields are compulsory since the autumn.',
    why: 'Done; the audit is to follow',
  },
  {
    priority: GOVERNANCE,
    aim: 'Partners answer for what they promised',
    activity: 'Report to the partnership board every quarter',
    measure: 'Four reports a year, on time',
    ...{ lead: CHAIR, owners: [CHAIR], targetOn: '2027-03-31', percent: 65, rag: 'green' },
    progress: 'Every quarter so far.',
    why: 'On time',
    evidence: 'Board papers of the last four quarters',
  },
  {
    priority: GOVERNANCE,
    aim: 'Partners answer for what they promised',
    activity: 'Show indicators on one page that every partner sees',
    measure: 'The page is in use at every board',
    ...{ lead: CHAIR, owners: [CHAIR, TVP], targetOn: '2026-12-15', percent: 70, rag: 'green' },
    progress: 'In trial with two agencies.',
    why: 'The trial goes well',
  },
  {
    priority: GOVERNANCE,
    aim: 'One discussion, not three',
    activity: 'Bring panels together so that nobody is discussed in several rooms about the same thing',
    measure: 'Fewer people discussed at two panels within 30 days',
    ...{ lead: CHAIR, owners: [CHAIR, MEMBER], targetOn: '2027-03-31', percent: 20, rag: 'amber' },
    progress: 'Panels are mapped.',
    why: 'Mapping took longer than planned',
  },
];
