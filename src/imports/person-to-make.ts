import type { ProposedPerson } from './domain/proposed-person';

export interface PersonToMake {
  person: ProposedPerson;
  panelId: string;
  fileName: string;
  planOwnerId: string | null;
  leadProfessionalId: string | null;
}
