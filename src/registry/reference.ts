import { inForceOn, type IsoDate, type Period } from '../domain/calendar.js';
import type { HospitalId } from '../domain/ids.js';
import type { HospitalFacts, PackageFacts } from '../domain/rules/facts.js';
import type { CareTier, Package, TariffRate, Terms } from '../domain/scheme/terms.js';

export interface HospitalRecord extends Omit<HospitalFacts, 'empanelments' | 'suspensions'> {
  readonly code: string;
  readonly name: string;
  readonly districtPcode: string;
  readonly empanelments: readonly (Period & {
    readonly schemeCode: string;
    readonly tiers: readonly CareTier[];
  })[];
  readonly suspensions: readonly (Period & { readonly schemeCode: string })[];
}

export interface DatedTerms {
  readonly terms: Terms;
  readonly fingerprint: string;
}

/** A copy of all reference data at one version: small enough to hold, replaced when it changes. */
export interface Reference {
  readonly version: bigint;
  readonly hospitals: ReadonlyMap<string, HospitalRecord>;
  /** By scheme code. */
  readonly terms: ReadonlyMap<string, readonly DatedTerms[]>;
  /** By `scheme/district`. */
  readonly districts: ReadonlyMap<string, readonly Period[]>;
  /** By `scheme/package`. */
  readonly packages: ReadonlyMap<string, readonly Package[]>;
  /** By `scheme/package/grade`. */
  readonly rates: ReadonlyMap<string, readonly TariffRate[]>;
}

export function termsOn(
  reference: Reference,
  schemeCode: string,
  day: IsoDate,
): DatedTerms | undefined {
  const editions = reference.terms.get(schemeCode) ?? [];
  const inForce = inForceOn(
    editions.map(({ terms }) => terms),
    day,
  );
  return editions.find(({ terms }) => terms === inForce);
}

/** A hospital as the judge sees it for one scheme. Unknown hospitals are known by nothing but id. */
export function hospitalFacts(
  reference: Reference,
  hospitalId: HospitalId,
  schemeCode: string | undefined,
): HospitalFacts {
  const record = reference.hospitals.get(hospitalId);
  if (record === undefined) return factsOfRecord(hospitalId, record, schemeCode);
  const byScheme = hospitalsSeen.get(record) ?? new Map<string | undefined, HospitalFacts>();
  hospitalsSeen.set(record, byScheme);
  const facts = byScheme.get(schemeCode) ?? factsOfRecord(hospitalId, record, schemeCode);
  byScheme.set(schemeCode, facts);
  return facts;
}

/** Facts made once for each record: whoever reads the same gets the same object. */
const hospitalsSeen = new WeakMap<HospitalRecord, Map<string | undefined, HospitalFacts>>();
const packagesSeen = new WeakMap<Package, Map<TariffRate | undefined, PackageFacts>>();

function factsOfRecord(
  hospitalId: HospitalId,
  record: HospitalRecord | undefined,
  schemeCode: string | undefined,
): HospitalFacts {
  return {
    id: hospitalId,
    ...(record === undefined ? {} : { districtPcode: record.districtPcode }),
    standings: record?.standings ?? [],
    licences: record?.licences ?? [],
    empanelments: (record?.empanelments ?? [])
      .filter((entry) => entry.schemeCode === schemeCode)
      .map(({ from, to, tiers }) => ({ from, to, tiers })),
    suspensions: (record?.suspensions ?? [])
      .filter((entry) => entry.schemeCode === schemeCode)
      .map(({ from, to }) => ({ from, to })),
    specialities: record?.specialities ?? [],
  };
}

/** The scheme's package and the rate for the hospital's grade on a day. */
export function packageFacts(
  reference: Reference,
  schemeCode: string,
  packageCode: string,
  hospitalId: HospitalId,
  day: IsoDate,
): PackageFacts {
  const listed = inForceOn(reference.packages.get(`${schemeCode}/${packageCode}`) ?? [], day);
  const grade = inForceOn(reference.hospitals.get(hospitalId)?.standings ?? [], day)?.grade;
  const rate =
    grade === undefined
      ? undefined
      : inForceOn(reference.rates.get(`${schemeCode}/${packageCode}/${grade}`) ?? [], day);
  if (listed === undefined) return rate === undefined ? {} : { rate };
  const byRate = packagesSeen.get(listed) ?? new Map<TariffRate | undefined, PackageFacts>();
  packagesSeen.set(listed, byRate);
  const facts = byRate.get(rate) ?? { package: listed, ...(rate === undefined ? {} : { rate }) };
  byRate.set(rate, facts);
  return facts;
}
