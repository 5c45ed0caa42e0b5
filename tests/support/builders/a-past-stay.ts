import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId, HospitalId } from '../../../src/domain/ids.js';
import type { History, PastLine, PastStay } from '../../../src/domain/rules/history.js';

export function aPastLine(over: Partial<PastLine> = {}): PastLine {
  return { packageCode: 'CHAI-1', quantity: 1, ...over };
}

/** A decided stay of two nights in the same hospital, for the package and cause of `aCase`. */
export function aPastStay(admittedOn: string, over: Partial<PastStay> = {}): PastStay {
  return {
    claimId: `claim-${admittedOn}` as ClaimId,
    hospitalId: 'hospital-own' as HospitalId,
    schemeCode: 'CHAI',
    admittedOn: isoDate(admittedOn),
    dischargedOn: addDays(isoDate(admittedOn), 2),
    state: 'approved',
    diagnosis: 'T30.1',
    lines: [aPastLine()],
    ...over,
  };
}

/** The same, by the day on which it ended. */
export function leftOn(dischargedOn: string, over: Partial<PastStay> = {}): PastStay {
  return aPastStay(addDays(isoDate(dischargedOn), -2), over);
}

export function aHistory(stays: readonly PastStay[], over: Partial<History> = {}): History {
  return { stays, familyStays: [], cut: false, ...over };
}
