/**
 * Whether the stay to which an open period belongs came from a spreadsheet and nobody has checked it since: it rests on the word or
 * the band of the sheet alone, without evidence that has a day of its own.
 */
export const restsOnBandSql = (period: string): string => `
  EXISTS (SELECT 1 FROM cohort_memberships e WHERE e.individual_id = ${period}.individual_id AND e.came_about = 'imported'
             AND e.set_aside_by IS NULL AND e.started_on <= ${period}.started_on
             AND NOT EXISTS (SELECT 1 FROM cohort_memberships x WHERE x.individual_id = e.individual_id AND x.set_aside_by IS NULL
                                AND x.ended_on >= e.started_on AND x.ended_on <= ${period}.started_on AND x.exit_reason <> 'superseded')
             AND NOT EXISTS (SELECT 1 FROM cohort_validations v JOIN cohort_memberships s ON s.id = v.membership_id
                              WHERE s.individual_id = e.individual_id AND s.started_on >= e.started_on))`;
