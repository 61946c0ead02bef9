/** Of an item (`t`) for the cohort decision that is still to be made: since when the person waits, and by when it is due. */
export const AWAITED_DECISION = `LEFT JOIN LATERAL (SELECT min(d.accepted_on) AS accepted_waits_since, min(d.due_on) AS decision_due_on
             FROM cohort_decisions d WHERE d.individual_id = t.individual_id AND d.panel_id = t.panel_id AND d.outcome IS NULL
           ) w ON t.reason = 'cohort_decision' AND t.status = 'listed'`;
