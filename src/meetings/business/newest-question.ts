/**
 * The question an item of an agenda (`t`) brings: the newest that was asked since the decision before, as it stood when this
 * one was made. Of a case that another panel passed on, what that panel asks.
 */
export const NEWEST_QUESTION = `coalesce(CASE WHEN t.reason = 'escalation' THEN t.question END, (SELECT q.text FROM panel_questions q WHERE q.individual_id = t.individual_id
             AND (t.decided_at IS NULL OR q.asked_at <= t.decided_at)
             AND q.asked_at > coalesce((SELECT max(b.decided_at) FROM meeting_items b WHERE b.individual_id = t.individual_id
                   AND b.status = 'decided' AND b.id <> t.id AND (t.decided_at IS NULL OR b.decided_at < t.decided_at)), '-infinity')
             ORDER BY q.asked_at DESC, q.id DESC LIMIT 1), t.question) AS question`;
