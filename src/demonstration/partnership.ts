import type { AgencyKind } from '../agencies';
import type { Role } from '../platform/access';

/** The fictional partnership of the demonstration: agencies, accounts and the panel. */
export const DEMONSTRATION_PASSWORD = 'Slough-demo-2026';

export const DEMONSTRATION_AGENCIES: { key: string; name: string; kind: AgencyKind }[] = [
  { key: 'scf', name: 'Demonstration Children First', kind: 'childrens_services' },
  { key: 'tvp', name: 'Demonstration Police', kind: 'police' },
  { key: 'school', name: 'Chalvey Demo Academy', kind: 'school' },
  { key: 'health', name: 'Demonstration Health Trust', kind: 'health' },
  { key: 'sbc', name: 'Demonstration Borough Council', kind: 'council' },
  { key: 'charity', name: 'Demonstration Mentoring Charity', kind: 'voluntary' },
];

export interface DemonstrationUser {
  email: string;
  displayName: string;
  jobTitle: string;
  agency: string;
  roles: Role[];
}

export const DEMONSTRATION_USERS: DemonstrationUser[] = [
  {
    email: 'lead@scf.example',
    displayName: 'Lena Marsh',
    jobTitle: 'Social worker',
    agency: 'scf',
    roles: ['practitioner'],
  },
  {
    email: 'manager@scf.example',
    displayName: 'Martin Oyelaran',
    jobTitle: 'Service manager',
    agency: 'scf',
    roles: ['manager'],
  },
  {
    email: 'officer@tvp.example',
    displayName: 'Owen Tarrant',
    jobTitle: 'Neighbourhood officer',
    agency: 'tvp',
    roles: ['practitioner'],
  },
  {
    email: 'manager@tvp.example',
    displayName: 'Priti Vance',
    jobTitle: 'Detective inspector',
    agency: 'tvp',
    roles: ['manager'],
  },
  {
    email: 'dsl@school.example',
    displayName: 'Dawn Sefton',
    jobTitle: 'Designated safeguarding lead',
    agency: 'school',
    roles: ['practitioner'],
  },
  {
    email: 'nurse@health.example',
    displayName: 'Nadia Holm',
    jobTitle: 'Looked after children nurse',
    agency: 'health',
    roles: ['practitioner'],
  },
  {
    email: 'chair@mace.example',
    displayName: 'Chika Adair',
    jobTitle: 'MACE chair and coordinator',
    agency: 'scf',
    roles: ['panel_chair'],
  },
  {
    email: 'member@mace.example',
    displayName: 'Mo Lindqvist',
    jobTitle: 'Panel member',
    agency: 'health',
    roles: ['panel_member'],
  },
  { email: 'analyst@sbc.example', displayName: 'Ana Brookes', jobTitle: 'Analyst', agency: 'sbc', roles: ['analyst'] },
  {
    email: 'governance@sbc.example',
    displayName: 'Gordon Vale',
    jobTitle: 'Information governance officer',
    agency: 'sbc',
    roles: ['governance'],
  },
  {
    email: 'administrator@sbc.example',
    displayName: 'Ada Minster',
    jobTitle: 'System administrator',
    agency: 'sbc',
    roles: ['administrator'],
  },
];

/** Hears last of all, on day 14; signs in like the others. Sits on the panel from the end of the story on. */
export const DEMONSTRATION_LEAD: DemonstrationUser = {
  email: 'partnership@sbc.example',
  displayName: 'Pearl Ashdown',
  jobTitle: 'Community safety partnership lead',
  agency: 'sbc',
  roles: ['panel_member'],
};

/** Police, school and health at the panel's table, from its first meeting of the story on; they sign in like the others. */
export const DEMONSTRATION_PANEL_MEMBERS: DemonstrationUser[] = [
  {
    email: 'police@mace.example',
    displayName: 'Imran Castell',
    jobTitle: 'Detective sergeant, exploitation',
    agency: 'tvp',
    roles: ['panel_member'],
  },
  {
    email: 'school@mace.example',
    displayName: 'Sorrel Quaye',
    jobTitle: 'Designated safeguarding lead',
    agency: 'school',
    roles: ['panel_member'],
  },
  {
    email: 'health@mace.example',
    displayName: 'Hope Lindley',
    jobTitle: 'Named nurse for safeguarding',
    agency: 'health',
    roles: ['panel_member'],
  },
];

export const DEMONSTRATION_PANEL = {
  name: 'Multi-Agency Child Exploitation panel',
  abbreviation: 'MACE',
  members: ['chair@mace.example', 'member@mace.example'],
};

/** Colleagues who appear in the cases; they have no password, so nobody signs in as them. */
export const DEMONSTRATION_COLLEAGUES: DemonstrationUser[] = [
  {
    email: 'yjs.worker@scf.example',
    displayName: 'Yasmin Okoro',
    jobTitle: 'Youth justice worker',
    agency: 'scf',
    roles: ['practitioner'],
  },
  {
    email: 'family.support@scf.example',
    displayName: 'Frank Dello',
    jobTitle: 'Family support worker',
    agency: 'scf',
    roles: ['practitioner'],
  },
  {
    email: 'senior@scf.example',
    displayName: 'Sana Whitlock',
    jobTitle: 'Senior practitioner',
    agency: 'scf',
    roles: ['practitioner'],
  },
  {
    email: 'exploitation.lead@tvp.example',
    displayName: 'Euan Prosser',
    jobTitle: 'Exploitation team sergeant',
    agency: 'tvp',
    roles: ['practitioner'],
  },
  {
    email: 'pastoral@school.example',
    displayName: 'Petra Lowe',
    jobTitle: 'Pastoral lead',
    agency: 'school',
    roles: ['practitioner'],
  },
  {
    email: 'camhs@health.example',
    displayName: 'Cleo Agard',
    jobTitle: 'CAMHS practitioner',
    agency: 'health',
    roles: ['practitioner'],
  },
  {
    email: 'housing@sbc.example',
    displayName: 'Hari Stubbs',
    jobTitle: 'Housing officer',
    agency: 'sbc',
    roles: ['practitioner'],
  },
  {
    email: 'mentor@charity.example',
    displayName: 'Marlon Quist',
    jobTitle: 'Mentor',
    agency: 'charity',
    roles: ['practitioner'],
  },
];
