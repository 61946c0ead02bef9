import type { Visit } from './rich-access';
import { LEAD, type RichCase } from './rich-case';

const MANAGER = 'manager@scf.example';
const READERS = [LEAD, 'manager@scf.example', 'chair@mace.example'];

/** The pages of who a person is, whom they have to do with and what happened. */
export const peopleVisits = ({ individualId, statusId, relationshipId, twinId, mergeId }: RichCase): Visit[] => {
  const of = (page: string): string => `/individuals/${individualId}/${page}`;
  const read = ['identity', 'situation', 'second-looks', 'chronology', 'chronology?kind=note'];
  const written = [
    'identity/change',
    'relationships/new',
    ...['identifier', 'address', 'education', 'status'].map((kind) => `facts/${kind}/new`),
    `facts/status/${statusId}/ending`,
    `relationships/${relationshipId}/second-look`,
  ];
  return [
    ...READERS.flatMap((email) => read.map((page): Visit => [email, of(page)])),
    ...written.map((page): Visit => [LEAD, of(page)]),
    ...[LEAD, MANAGER].flatMap((email): Visit[] => [
      [email, '/duplicates'],
      [email, '/second-looks'],
    ]),
    [MANAGER, `/duplicates/${individualId}/${twinId}`],
    [MANAGER, `/duplicates/${individualId}/${twinId}/merge`],
    [MANAGER, `/merges/${mergeId}`],
  ];
};
