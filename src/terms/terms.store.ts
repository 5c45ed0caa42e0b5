import type { IsoDate } from '../domain/calendar.js';
import type { Terms } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import { fingerprintOfTerms, termsFromJson, termsToJson } from '../registry/index.js';

/** An edition as it was recorded. */
export interface RecordedTerms {
  readonly schemeCode: string;
  readonly from: IsoDate;
  readonly editionNo: number;
  /** What the database keeps: JSON. */
  readonly content: unknown;
}

/** Every edition of schemes that was ever recorded, the newest of each first day last. */
export async function readRecorded(
  tx: Transaction,
  schemeCodes: readonly string[],
): Promise<readonly RecordedTerms[]> {
  return tx<RecordedTerms[]>`
    select scheme_code as "schemeCode", from_on as "from", edition_no as "editionNo", content
    from terms_edition where scheme_code = any(${list(schemeCodes)}::text::text[])
    order by scheme_code, from_on, edition_no`;
}

export async function insertEdition(
  tx: Transaction,
  terms: Terms,
  editionNo: number,
  recordedAt: Date,
): Promise<void> {
  await tx`
    insert into terms_edition (scheme_code, from_on, edition_no, to_on, content, fingerprint,
      recorded_at)
    values (${terms.schemeCode}, ${terms.from}, ${editionNo}, ${terms.to ?? null},
      ${termsToJson(terms)}::text::jsonb, ${fingerprintOfTerms(terms)}, ${recordedAt})`;
}

/** Corrected terms in force whose open cover has not all been adjusted. */
export async function findUnapplied(
  tx: Transaction,
): Promise<readonly { readonly terms: Terms; readonly editionNo: number }[]> {
  const rows = await tx<{ content: unknown; edition_no: number }[]>`
    select n.content, n.edition_no from (
      select distinct on (scheme_code, from_on) scheme_code, from_on, edition_no, content
      from terms_edition order by scheme_code, from_on, edition_no desc) as n
    where n.edition_no > 1 and not exists (select 1 from terms_applied a
      where a.scheme_code = n.scheme_code and a.from_on = n.from_on
        and a.edition_no = n.edition_no)
    order by n.scheme_code, n.from_on`;
  return rows.map((row) => ({ terms: termsFromJson(row.content), editionNo: row.edition_no }));
}

/** Records that all open cover was adjusted to an edition; who comes second adds nothing. */
export async function insertApplied(
  tx: Transaction,
  { schemeCode, from }: Terms,
  editionNo: number,
  appliedAt: Date,
): Promise<void> {
  await tx`
    insert into terms_applied (scheme_code, from_on, edition_no, applied_at)
    values (${schemeCode}, ${from}, ${editionNo}, ${appliedAt}) on conflict do nothing`;
}
