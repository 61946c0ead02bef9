import { createHash } from 'node:crypto';

/**
 * One audit row as the chain sees it: every column as the text PostgreSQL gives, in this order. `AUDIT_TEXT_COLUMNS` is
 * the SELECT list that makes it; changing either makes every earlier seal unreadable.
 */
export interface AuditRowText {
  id: string;
  at: string;
  actor_id: string;
  agency_id: string;
  roles: string;
  act: string;
  subject_type: string;
  subject_id: string | null;
  individual_id: string | null;
  fields: string;
  reason: string | null;
  request_id: string | null;
  address: string | null;
  position: string;
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export const AUDIT_TEXT_COLUMNS = `e.id::text AS id, ${utc('e.at')} AS at, e.actor_id::text AS actor_id,
  e.agency_id::text AS agency_id, e.roles::text AS roles, e.act, e.subject_type, e.subject_id::text AS subject_id,
  e.individual_id::text AS individual_id, e.fields::text AS fields, e.reason, e.request_id, e.address::text AS address,
  e.position::text AS position`;

/** SHA-256 over everything a row says, computed here and not in the database, whose owner could change a function. */
export const digestOf = (row: AuditRowText): Buffer =>
  sha256(
    JSON.stringify([
      row.id,
      row.at,
      row.actor_id,
      row.agency_id,
      row.roles,
      row.act,
      row.subject_type,
      row.subject_id,
      row.individual_id,
      row.fields,
      row.reason,
      row.request_id,
      row.address,
      row.position,
    ]),
  );

/** A link of the chain: the rows after the last one, and a hash over them and over the link before. */
export interface Seal {
  number: string;
  sealedAt: string;
  totalRows: string;
  lastPosition: string;
  lastId: string;
  eventIds: string[];
  eventTimes: string[];
  digests: Buffer;
  previousHash: Buffer;
}

/** What the first seal follows. */
export const BEFORE_THE_FIRST = Buffer.alloc(32);

export function sealHash(seal: Seal): Buffer {
  const said = [
    seal.number,
    seal.sealedAt,
    seal.totalRows,
    seal.lastPosition,
    seal.lastId,
    seal.eventIds,
    seal.eventTimes,
  ];
  return sha256(Buffer.concat([seal.previousHash, Buffer.from(JSON.stringify(said)), seal.digests]));
}

/** The digest of the row at that place among the rows of a seal. */
export const digestAt = (seal: Seal, place: number): Buffer => seal.digests.subarray(place * 32, place * 32 + 32);

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
