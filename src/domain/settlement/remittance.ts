import { add, smallest, subtract, ZERO, type Paisa } from '../money.js';

/** What a settlement run pays: a claim's insurer share, or what a correction added to one. */
export interface DueClaim {
  readonly hospitalId: string;
  readonly insurerPaisa: Paisa;
}

/** What a hospital still owes because a paid claim was corrected downward. */
export interface Owed {
  readonly hospitalId: string;
  readonly owedPaisa: Paisa;
}

/** A part of it, or all, that one remittance takes back. */
export interface Recovery<O extends Owed> {
  readonly owed: O;
  readonly recoveredPaisa: Paisa;
}

/** What one hospital is paid in one run. */
export interface RemittanceMoney {
  readonly grossPaisa: Paisa;
  /** Income tax kept back for the treasury. */
  readonly withheldPaisa: Paisa;
  /** Taken back for earlier payments that were corrected downward. */
  readonly recoveredPaisa: Paisa;
  readonly netPaisa: Paisa;
}

export interface DueToHospital<C extends DueClaim, O extends Owed> extends RemittanceMoney {
  readonly hospitalId: string;
  readonly claims: readonly C[];
  readonly recoveries: readonly Recovery<O>[];
}

/**
 * Gathers what is due into one remittance a hospital, hospitals in order of their ids, and nets from each
 * what its hospital owes, in the order given. What is more than the remittance stays owed: no hospital is
 * ever paid less than nothing, and none owes through a remittance of its own.
 *
 * Nothing is withheld yet, and that is written as 0 on every advice rather than left out: the rate of
 * withholding depends on the payee's status with the tax authority (filer, non-filer, exempt), which
 * the registry does not hold.
 */
export function remittancesOf<C extends DueClaim, O extends Owed>(
  due: readonly C[],
  owed: readonly O[] = [],
): readonly DueToHospital<C, O>[] {
  const byHospital = new Map<string, C[]>();
  for (const claim of due) {
    const claims = byHospital.get(claim.hospitalId);
    if (claims === undefined) byHospital.set(claim.hospitalId, [claim]);
    else claims.push(claim);
  }
  return [...byHospital.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hospitalId, claims]) => {
      const own = owed.filter((one) => one.hospitalId === hospitalId);
      return { hospitalId, claims, ...moneyOf(claims, own) };
    });
}

function moneyOf<O extends Owed>(
  claims: readonly DueClaim[],
  owed: readonly O[],
): RemittanceMoney & { readonly recoveries: readonly Recovery<O>[] } {
  const grossPaisa = add(...claims.map((claim) => claim.insurerPaisa));
  const withheldPaisa = ZERO;
  let netPaisa = subtract(grossPaisa, withheldPaisa);
  const recoveries: Recovery<O>[] = [];
  for (const one of owed) {
    const part = smallest(netPaisa, one.owedPaisa);
    if (part === 0n) continue;
    recoveries.push({ owed: one, recoveredPaisa: part });
    netPaisa = subtract(netPaisa, part);
  }
  const recoveredPaisa = add(...recoveries.map((recovery) => recovery.recoveredPaisa));
  return { grossPaisa, withheldPaisa, recoveredPaisa, netPaisa, recoveries };
}
