import type { NewAttendee } from '../reviews';
import type { Stage } from './stage';

/** Who is expected, and which of their reviews they miss: every third, every fourth, none. */
const EXPECTED = [
  { email: 'dsl@school.example', name: 'School', misses: 0, contribution: 'Attendance and behaviour since last time.' },
  {
    email: 'nurse@health.example',
    name: 'Health',
    misses: 3,
    contribution: 'Appointments kept, and what is waited for.',
  },
  { email: 'officer@tvp.example', name: 'Police', misses: 4, contribution: 'What came to notice since last time.' },
];

/** Those expected at one review, by their agencies; who cannot come has sent a report. */
export async function attendeesOf(stage: Stage, review: number, isPersonThere: boolean): Promise<NewAttendee[]> {
  const person = { name: 'The young person', attended: isPersonThere, contribution: '' };
  const agencies = EXPECTED.map(async ({ email, name, misses, contribution }): Promise<NewAttendee> => {
    const { agencyId } = await stage.actor(email);
    const attended = misses === 0 || review % misses !== 0;
    return attended
      ? { name, agencyId, attended, contribution }
      : { name, agencyId, attended, reportReceived: review % 2 === 0, contribution: '' };
  });
  return [person, ...(await Promise.all(agencies))];
}
