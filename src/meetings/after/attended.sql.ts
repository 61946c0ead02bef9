/** Who was at which meeting, as it stands after the corrections: one row for each person, the newest correction before what was recorded. */
export const ATTENDED = `
  SELECT DISTINCT ON (x.meeting_id, x.user_id) x.meeting_id, x.user_id, x.agency_id, x.status, x.is_corrected
    FROM (SELECT meeting_id, user_id, agency_id, status, false AS is_corrected, recorded_at AS at, id FROM meeting_attendances
          UNION ALL
          SELECT meeting_id, user_id, agency_id, status, true, corrected_at, id FROM meeting_attendance_corrections) x
   ORDER BY x.meeting_id, x.user_id, x.is_corrected DESC, x.at DESC, x.id DESC`;
