import type { Visit } from './rich-access';
import { LEAD, type RichCase } from './rich-case';

const MANAGER = 'manager@scf.example';
const READERS = [LEAD, 'manager@scf.example', 'chair@mace.example'];

/** The pages of who a person is, whom they have to do with and what happened. */
export const peopleVisits = ({ individualId, statusId, twinId, mergeId }: RichCase): Visit[] => {
  const of = (page: string): string => `/individuals/${individualId}/${page}`;
  const read = ['identity', 'situation', 'chronology', 'chronology?kind=note'];
  const written = [
    'identity/change',
    'relationships/new',
    ...['identifier', 'address', 'education', 'status'].map((kind) => `facts/${kind}/new`),
    `facts/status/${statusId}/ending`,
  ];
  return [
    ...READERS.flatMap((email) => read.map((page): Visit => [email, of(page)])),
    ...written.map((page): Visit => [LEAD, of(page)]),
    ...[LEAD, MANAGER].map((email): Visit => [email, '/duplicates']),
    [MANAGER, `/duplicates/${individualId}/${twinId}`],
    [MANAGER, `/duplicates/${individualId}/${twinId}/merge`],
    [MANAGER, `/merges/${mergeId}`],
  ];
};
