import { addDays, isoDate, type IsoDate } from '../domain/calendar.js';
import { paisa, rupees } from '../domain/money.js';
import type { Package, Scheme, TariffRate } from '../domain/scheme/terms.js';
import type { FamilyDraft, HospitalDraft } from '../registry/index.js';
import type { ReplayBeneficiary, ReplayClaim } from './read-claims.js';

/** The make-believe scheme under which a set of real-shaped claims is judged. */
export const REPLAY_SCHEME_CODE = 'REPLAY-IPC';
/** Any one district will do: the set's places are not Pakistan's. */
export const REPLAY_DISTRICT = 'PK401';
const GRADE = 'R';
const FROM: IsoDate = isoDate('2008-01-01');
const SOURCE = 'project-architecture';
/** Nine in ten claims of a package were asked at most this: the tariff is taken from the data. */
const TARIFF_QUANTILE = 0.9;

export const REPLAY_SCHEME: Scheme = {
  code: REPLAY_SCHEME_CODE,
  nameEn: 'Make-believe scheme for replayed claims',
  nameUr: 'دوبارہ چلائے گئے کلیموں کے لیے فرضی اسکیم',
  invented: true,
  terms: [
    {
      schemeCode: REPLAY_SCHEME_CODE,
      from: FROM,
      policyYearStart: { value: { month: 1, day: 1 }, source: SOURCE },
      tiers: {
        secondary: [
          {
            code: 'member-year',
            caps: [{ scope: 'member', amountPaisa: { value: rupees(60_000), source: SOURCE } }],
            needsApproval: false,
          },
        ],
        priority: [],
      },
      coPay: [],
      unmatchedDays: { value: 30, source: SOURCE },
    },
  ],
};

export function packageCodeOf(claim: ReplayClaim): string {
  return `DRG-${claim.drg}`;
}

/** A package for each DRG, and its rate: the ninth decile of what was asked for it. */
export function replayPackages(claims: readonly ReplayClaim[]): {
  readonly packages: readonly Package[];
  readonly rates: readonly TariffRate[];
} {
  const asked = new Map<string, number[]>();
  for (const claim of claims) {
    const code = packageCodeOf(claim);
    asked.set(code, [...(asked.get(code) ?? []), claim.amount]);
  }
  const codes = [...asked.keys()].sort();
  return {
    packages: codes.map((code) => ({
      code,
      nameEn: `Diagnosis-related group ${code.slice('DRG-'.length)}`,
      tier: 'secondary',
      from: FROM,
      dayCare: false,
      session: false,
      maternity: false,
      lifeSaving: false,
      documents: [],
    })),
    rates: codes.map((packageCode) => ({
      packageCode,
      grade: GRADE,
      from: FROM,
      basis: 'case',
      ratePaisa: paisa(quantile(asked.get(packageCode) ?? [], TARIFF_QUANTILE) * 100),
    })),
  };
}

/** The smallest value that at least a share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values to take a quantile of');
  return value;
}

/** Every provider as a hospital that may treat anything, so that only stays and money decide. */
export function replayHospitals(claims: readonly ReplayClaim[]): readonly HospitalDraft[] {
  const providers = [...new Set(claims.map((claim) => claim.providerId))].sort();
  return providers.map((provider) => ({
    code: `REPLAY-${provider}`,
    name: `Provider ${provider} of the replayed claims`,
    districtPcode: REPLAY_DISTRICT,
    invented: true,
    standings: [{ from: FROM, sector: 'private', grade: GRADE, beds: 100 }],
    licences: [{ from: FROM, kind: 'regular', licenceNo: `make-believe ${provider}` }],
    empanelments: [{ from: FROM, schemeCode: REPLAY_SCHEME_CODE, tiers: ['secondary'] }],
    suspensions: [],
    specialities: [],
  }));
}

/** A number no register can hold: it begins with 0. */
export function replayCnic(index: number): string {
  return `0${(index + 1).toString().padStart(12, '0')}`;
}

/** Every beneficiary as a family of one. Only the month of a death is known: its last day is taken. */
export function replayFamily(beneficiary: ReplayBeneficiary, index: number): FamilyDraft {
  const { diedInMonth } = beneficiary;
  return {
    schemeCode: REPLAY_SCHEME_CODE,
    districtPcode: REPLAY_DISTRICT,
    enrolledOn: FROM,
    members: [
      {
        cnic: replayCnic(index),
        name: `Beneficiary ${beneficiary.beneficiaryId}`,
        sex: beneficiary.sex,
        bornOn: beneficiary.bornOn,
        ...(diedInMonth === undefined ? {} : { diedOn: lastOfMonth(diedInMonth) }),
        relation: 'head',
        memberFrom: FROM,
      },
    ],
  };
}

function lastOfMonth(day: IsoDate): IsoDate {
  const first = isoDate(`${addDays(isoDate(`${day.slice(0, 8)}01`), 31).slice(0, 8)}01`);
  return addDays(first, -1);
}
