/** What `npm start` prints below its address. The accounts are fictional and refused when NODE_ENV is production. */
export const demonstrationSignIns: readonly string[] = [
  '',
  'Sign in as one of these (password for all: Slough-demo-2026)',
  '  lead@scf.example            lead professional, children’s services',
  '  manager@scf.example         manager, children’s services',
  '  officer@tvp.example         practitioner, police',
  '  manager@tvp.example         manager, police',
  '  dsl@school.example          safeguarding lead, school',
  '  nurse@health.example        nurse, health',
  '  chair@mace.example          panel chair',
  '  member@mace.example         panel member',
  '  partnership@sbc.example     partnership lead: hears last, on the panel',
  '  analyst@sbc.example         analyst: figures without names',
  '  governance@sbc.example      governance: audit and disclosures',
  '  administrator@sbc.example   administrator: users and agencies',
];
