import { add, smallest, subtract, ZERO, type Paisa } from '../money.js';

/** What a settlement run pays: a claim's insurer share, or what a correction added to one. */
export interface DueClaim {
  readonly hospitalId: string;
  readonly insurerPaisa: Paisa;
  /** Of it, what is the family's: the hospital advanced it, or hands it on. */
  readonly extrasPaisa: Paisa;
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
  /** Of the gross, what is families': neither taxed as the hospital's nor taken for what it owes. */
  readonly extrasPaisa: Paisa;
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
 * ever paid less than what it owes to families, and none owes through a remittance of its own.
 *
 * Nothing is withheld yet, and that is written as 0 on every advice rather than left out: the rate of
 * withholding depends on the payee's status with the tax authority (filer, non-filer, exempt), which
 * the registry does not hold. Whatever the rate, its base is the gross less the extras: those are no
 * income of the hospital.
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
  const extrasPaisa = add(...claims.map((claim) => claim.extrasPaisa));
  const withheldPaisa = ZERO;
  let ownPaisa = subtract(subtract(grossPaisa, extrasPaisa), withheldPaisa);
  const recoveries: Recovery<O>[] = [];
  for (const one of owed) {
    const part = smallest(ownPaisa, one.owedPaisa);
    if (part === 0n) continue;
    recoveries.push({ owed: one, recoveredPaisa: part });
    ownPaisa = subtract(ownPaisa, part);
  }
  const recoveredPaisa = add(...recoveries.map((recovery) => recovery.recoveredPaisa));
  const netPaisa = add(ownPaisa, extrasPaisa);
  return { grossPaisa, extrasPaisa, withheldPaisa, recoveredPaisa, netPaisa, recoveries };
}
