import { add, subtract, ZERO, type Paisa } from '../money.js';

/** A claim that a settlement run pays: its newest decision's insurer share. */
export interface DueClaim {
  readonly hospitalId: string;
  readonly insurerPaisa: Paisa;
}

/** What one hospital is paid in one run. */
export interface RemittanceMoney {
  readonly grossPaisa: Paisa;
  /** Income tax kept back for the treasury. */
  readonly withheldPaisa: Paisa;
  /** Taken back for earlier payments that were corrected downwards. */
  readonly recoveredPaisa: Paisa;
  readonly netPaisa: Paisa;
}

export interface DueToHospital<C extends DueClaim> extends RemittanceMoney {
  readonly hospitalId: string;
  readonly claims: readonly C[];
}

/**
 * Gathers due claims into one remittance a hospital, hospitals in order of their ids.
 *
 * Nothing is withheld and nothing recovered yet, and both are written as 0 on every advice rather
 * than left out: the rate of withholding depends on the payee's status with the tax authority (filer,
 * non-filer, exempt), which the registry does not hold, and no act corrects a paid claim yet.
 */
export function remittancesOf<C extends DueClaim>(due: readonly C[]): readonly DueToHospital<C>[] {
  const byHospital = new Map<string, C[]>();
  for (const claim of due) {
    const claims = byHospital.get(claim.hospitalId);
    if (claims === undefined) byHospital.set(claim.hospitalId, [claim]);
    else claims.push(claim);
  }
  return [...byHospital.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hospitalId, claims]) => ({ hospitalId, claims, ...moneyOf(claims) }));
}

function moneyOf(claims: readonly DueClaim[]): RemittanceMoney {
  const grossPaisa = add(...claims.map((claim) => claim.insurerPaisa));
  const withheldPaisa = ZERO;
  const recoveredPaisa = ZERO;
  return {
    grossPaisa,
    withheldPaisa,
    recoveredPaisa,
    netPaisa: subtract(subtract(grossPaisa, withheldPaisa), recoveredPaisa),
  };
}
