import { inForceOn } from '../domain/calendar.js';
import type { Claim } from '../domain/claim/claim.js';
import type { ClaimId, HospitalId, PersonId } from '../domain/ids.js';
import type { Judgement } from '../domain/rules/adjudicate.js';
import type { PackageFacts } from '../domain/rules/facts.js';
import {
  historyNeedOf,
  isAskedFor,
  isAskedOfFamily,
  MOST_PAST_STAYS,
  newestFirst,
  type History,
  type HistoryNeed,
  type PastLine,
  type PastStay,
} from '../domain/rules/history.js';
import type { Transaction } from '../db/index.js';
import type { CoverBook } from '../ledger/index.js';
import { termsOn, type Reference } from '../registry/index.js';
import { LIVE_STATES, type Gathered } from './facts.js';
import { readHistory, type HistoryQuery, type HistoryRow } from './history.store.js';
import type { WaitingClaim } from './waiting.store.js';

interface Treated {
  readonly personId: string;
  readonly familyId: string | null;
  readonly stay: PastStay;
}

/** Earlier treatment that the claims of one batch ask for, and what the batch itself adds to it. */
export class Histories {
  private readonly treated = new Map<string, Treated>();
  /** Ids of claims by person, and by family. */
  private readonly byPerson = new Map<string, Set<string>>();
  private readonly byFamily = new Map<string, Set<string>>();

  private constructor(
    private readonly reference: Reference,
    /** By claim; most claims ask for nothing. */
    private readonly needs: ReadonlyMap<string, HistoryNeed>,
    rows: readonly HistoryRow[],
  ) {
    for (const row of rows) this.add(row);
  }

  /** Reads it for a whole batch in one statement, and in none where no claim asks. */
  static async read(
    tx: Transaction,
    { reference, families }: Pick<Gathered, 'reference' | 'families'>,
    claims: readonly WaitingClaim[],
    lanes: Pick<CoverBook, 'lanesOf'>,
  ): Promise<Histories> {
    const needs = new Map<string, HistoryNeed>();
    const queries: HistoryQuery[] = [];
    for (const claim of claims) {
      const schemeCode = families.get(claim.familyId ?? '')?.schemeCode;
      const need = schemeCode === undefined ? undefined : needOf(reference, schemeCode, claim);
      if (need === undefined) continue;
      needs.set(claim.id, need);
      queries.push(...queriesFor(claim, need, lanes));
    }
    // One more than is kept, beside the claim itself and the one it replaces: more are known to be.
    const rows = await readHistory(tx, queries, MOST_PAST_STAYS + 3);
    return new Histories(reference, needs, rows);
  }

  /** What bears on a claim now; undefined where it asks for nothing. */
  of(claim: Claim): History | undefined {
    const need = this.needs.get(claim.id);
    if (need === undefined) return undefined;
    const others = (ids: ReadonlySet<string> = new Set()) =>
      [...ids].flatMap((id) => {
        const treated = this.treated.get(id);
        return treated === undefined || id === claim.id || id === claim.revisionOf ? [] : [treated];
      });
    const own = others(this.byPerson.get(claim.personId ?? '')).filter(({ stay }) =>
      isAskedFor(need, stay),
    );
    const family = others(this.byFamily.get(claim.familyId ?? '')).filter(
      ({ personId, stay }) => personId !== claim.personId && isAskedOfFamily(need, stay),
    );
    return {
      stays: kept(own),
      familyStays: kept(family),
      cut: own.length > MOST_PAST_STAYS || family.length > MOST_PAST_STAYS,
    };
  }

  /** Later claims of the batch see this one, as they would after it was saved. */
  remember(claim: Claim, { outcome, findings }: Judgement, schemeCode: string | undefined): void {
    if (this.needs.size === 0 || claim.personId === undefined) return;
    if (claim.revisionOf !== undefined) this.treated.delete(claim.revisionOf);
    if (outcome === 'denied' || claim.newborn) return;
    const denied = new Set(
      findings.filter(({ kind }) => kind === 'deny').map(({ lineNo }) => lineNo),
    );
    this.add({
      claimId: claim.id,
      personId: claim.personId,
      familyId: claim.familyId ?? null,
      hospitalId: claim.hospitalId,
      schemeCode: schemeCode ?? null,
      status: outcome,
      admittedOn: claim.admittedOn,
      dischargedOn: claim.dischargedOn,
      diagnosis: claim.diagnoses[0] ?? null,
      transferIn: claim.admissionType === 'transfer_in',
      lines: claim.lines.filter(({ lineNo }) => !denied.has(lineNo)),
    });
  }

  /** An approved stay that an overlap has put in question is open again. */
  question(claimId: string): void {
    const known = this.treated.get(claimId);
    if (known?.stay.state !== 'approved') return;
    this.treated.set(claimId, { ...known, stay: { ...known.stay, state: 'pended' } });
  }

  private add(row: HistoryRow): void {
    this.treated.set(row.claimId, toTreated(this.reference, row));
    addTo(this.byPerson, row.personId, row.claimId);
    if (row.familyId !== null) addTo(this.byFamily, row.familyId, row.claimId);
  }
}

function addTo(index: Map<string, Set<string>>, key: string, claimId: string): void {
  const ids = index.get(key) ?? new Set();
  ids.add(claimId);
  index.set(key, ids);
}

function needOf(
  reference: Reference,
  schemeCode: string,
  { content, admittedOn, personId }: WaitingClaim,
): HistoryNeed | undefined {
  const packages: Record<string, PackageFacts> = {};
  for (const { packageCode } of content.lines) {
    const listed = inForceOn(
      reference.packages.get(`${schemeCode}/${packageCode}`) ?? [],
      admittedOn,
    );
    if (listed?.limits !== undefined) packages[packageCode] = { package: listed };
  }
  const terms = termsOn(reference, schemeCode, admittedOn)?.terms;
  const who = personId === null ? {} : { personId: personId as PersonId };
  return historyNeedOf({ admittedOn, newborn: content.newborn, ...who }, packages, terms);
}

/** People keep their id when they change families: they are asked for in every lane they have had. */
function queriesFor(
  claim: WaitingClaim,
  need: HistoryNeed,
  lanes: Pick<CoverBook, 'lanesOf'>,
): readonly HistoryQuery[] {
  const { lane, personId, familyId } = claim;
  if (personId === null) return [];
  const { familyCodes, familySince, codes, since, wholeSince } = need;
  const own = { personId, codes, since, wholeSince, familyCodes, familySince };
  const here = familyCodes.length > 0 && familyId !== null ? { familyId } : {};
  const elsewhere = lanes.lanesOf(personId, lane).filter((other) => other !== lane);
  return [{ lane, ...own, ...here }, ...elsewhere.map((other) => ({ lane: other, ...own }))];
}

function toTreated(reference: Reference, row: HistoryRow): Treated {
  const { personId, familyId, schemeCode, admittedOn, diagnosis } = row;
  return {
    personId,
    familyId,
    stay: {
      claimId: row.claimId as ClaimId,
      hospitalId: row.hospitalId as HospitalId,
      ...(schemeCode === null ? {} : { schemeCode }),
      admittedOn,
      dischargedOn: row.dischargedOn,
      state: LIVE_STATES[row.status],
      ...(diagnosis === null ? {} : { diagnosis }),
      ...(row.transferIn ? { transferIn: true } : {}),
      lines: row.lines.map((line) => toPastLine(reference, row, line)),
    },
  };
}

function toPastLine(
  reference: Reference,
  { schemeCode, admittedOn }: HistoryRow,
  { packageCode, side, quantity }: HistoryRow['lines'][number],
): PastLine {
  const listed = inForceOn(
    reference.packages.get(`${schemeCode ?? ''}/${packageCode}`) ?? [],
    admittedOn,
  );
  return {
    packageCode,
    ...(listed?.group === undefined ? {} : { group: listed.group }),
    ...(side === null || side === undefined ? {} : { side }),
    quantity,
    ...(listed?.session === true ? { session: true } : {}),
    ...(listed?.limits?.staged === true ? { staged: true } : {}),
    ...(listed?.limits?.followUp === true ? { followUp: true } : {}),
  };
}

function kept(treated: readonly Treated[]): readonly PastStay[] {
  return treated
    .map(({ stay }) => stay)
    .sort(newestFirst)
    .slice(0, MOST_PAST_STAYS);
}
