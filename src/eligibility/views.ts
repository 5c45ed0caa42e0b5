import type { Judge, TariffJudgement } from '../adjudication/index.js';
import { needsPreAuthorisation } from '../domain/coverage/holds.js';
import type { PersonId } from '../domain/ids.js';
import { packageOf } from '../domain/rules/lookup.js';
import { toJudgementView } from '../intake/index.js';
import { termsOn, type Reference } from '../registry/index.js';
import { balanceOf } from './balance.js';
import type { Found } from './check-eligibility.js';
import type { EligibilityView, KnownView } from './eligibility.contract.js';
import { extrasLeft } from './extras-left.js';
import { nearestHospitals } from './nearest-hospitals.js';

export const NOT_KNOWN_HERE: EligibilityView = {
  known: false,
  notice: {
    en:
      'This number is not known here. Have NADRA’s record checked; a claim for it can be sent and ' +
      'waits for the registry.',
    ur:
      'یہ نمبر یہاں معلوم نہیں۔ نادرا کا اندراج چیک کروائیں؛ اس کا کلیم بھیجا جا سکتا ہے اور رجسٹری ' +
      'کا انتظار کرے گا۔',
  },
};

const NOTICE = {
  en:
    'This is what would be decided now for a claim that asks the tariff with every paper there. No cover ' +
    'is held by asking; checks for risk and audit samples are not part of it. Hospitals are listed by ' +
    'district and province, for the registry does not know where in a district they are.',
  ur:
    'یہ وہ فیصلہ ہے جو ٹیرف کے مطابق مکمل دستاویزات والے کلیم پر ابھی ہوتا۔ پوچھنے سے کوریج مختص نہیں ' +
    'ہوتی؛ خطرے کی جانچ اور آڈٹ کے نمونے اس میں شامل نہیں۔ ہسپتال ضلع اور صوبے کے حساب سے درج ہیں، کیونکہ ' +
    'رجسٹری کو ضلع کے اندر ان کا مقام معلوم نہیں۔',
};

interface Told extends Found {
  readonly reference: Reference;
  readonly judge: Judge;
  readonly atTariff: TariffJudgement;
}

/** What a desk or window is told of a known person: never a name, a number or another hospital's stay. */
export function toKnownView(told: Told): KnownView {
  const { judged, stays, personId, reference, judge, atTariff } = told;
  const { facts, schemeCode, policyYearOn } = judged;
  const dated = termsOn(reference, schemeCode, facts.claim.admittedOn);
  const open = stays.filter(({ isOpen }) => isOpen);
  return {
    known: true,
    day: facts.claim.admittedOn,
    hospitalId: facts.hospital.id,
    covered: judged.covered,
    schemeCode,
    ...(dated === undefined || policyYearOn === undefined
      ? {}
      : {
          terms: {
            from: dated.terms.from,
            ...(dated.terms.to === undefined ? {} : { to: dated.terms.to }),
            fingerprint: dated.fingerprint,
            policyYearOn,
          },
        }),
    rulebookFingerprint: judge.fingerprint,
    findings: toJudgementView(atTariff.judgement).findings,
    pots: potViews(told),
    extras: extraViews(told),
    openStays: {
      person: open.filter((stay) => stay.personId === personId).length,
      family: open.length,
    },
    packages: packageViews(told),
    stayDocuments: stayDocumentsOf(told),
    notice: NOTICE,
  };
}

function potViews({ judged, stays, personId }: Told): KnownView['pots'] {
  const { facts, policyYearOn } = judged;
  const { cover, terms } = facts;
  if (terms === undefined || policyYearOn === undefined) return [];
  const asked = { cover, terms, personId: personId as PersonId, policyYearOn, stays };
  return balanceOf(asked).map((pot) => ({
    tier: pot.tier,
    layer: pot.layer,
    scope: pot.scope,
    needsApproval: pot.needsApproval,
    amountPaisa: moneyOf(pot.amountPaisa),
    availablePaisa: moneyOf(pot.availablePaisa),
    heldPaisa: moneyOf(pot.heldPaisa),
    heldByStaysPaisa: moneyOf(pot.heldByStaysPaisa),
    heldByClaimsPaisa: moneyOf(pot.heldByClaimsPaisa),
    consumedPaisa: moneyOf(pot.consumedPaisa),
    source: pot.source,
    uncertain: pot.isUncertain,
  }));
}

function extraViews({ judged, extrasTaken }: Told): KnownView['extras'] {
  const { terms } = judged.facts;
  if (terms === undefined) return [];
  return extrasLeft(terms, extrasTaken).map(({ amountPaisa, isUncertain, ...extra }) => ({
    ...extra,
    amountPaisa: moneyOf(amountPaisa),
    uncertain: isUncertain,
  }));
}

function packageViews({ judged, reference, judge, atTariff }: Told): KnownView['packages'] {
  const { facts } = judged;
  return facts.claim.lines.map((line) => {
    const { lineNo, packageCode } = line;
    const listed = packageOf(facts, line);
    if (listed === undefined) {
      return { lineNo, packageCode, listed: false, documents: [], hospitals: [] };
    }
    const tariff = atTariff.tariffs.get(lineNo);
    const money = atTariff.judgement.lines.find((each) => each.lineNo === lineNo);
    return {
      lineNo,
      packageCode,
      listed: true,
      tier: listed.tier,
      ...(tariff === undefined || money === undefined
        ? {}
        : {
            tariffPaisa: moneyOf(tariff),
            insurerPaisa: moneyOf(money.insurerPaisa),
            patientSharePaisa: moneyOf(money.patientSharePaisa),
            hospitalBornePaisa: moneyOf(money.hospitalBornePaisa),
          }),
      needsPreAuthorisation: needsPreAuthorisation(listed.tier),
      documents: [...listed.documents],
      ...(listed.speciality === undefined ? {} : { speciality: listed.speciality }),
      hospitals: [...nearestHospitals(reference, judge.rulebook, facts, line)],
    };
  });
}

/** Papers by how the stay begins; those for how it ends are told with the ends they are for. */
function stayDocumentsOf({ judged: { facts } }: Told): KnownView['stayDocuments'] {
  const { terms, claim } = facts;
  return (terms?.stayDocuments ?? []).flatMap(({ kind, admissionTypes, dischargeTypes }) =>
    admissionTypes !== undefined && !admissionTypes.includes(claim.admissionType)
      ? []
      : [
          {
            kind: kind.value,
            ...(dischargeTypes === undefined ? {} : { dischargeTypes: [...dischargeTypes] }),
          },
        ],
  );
}

/** Paisa for JSON: bounded by the tariff far below where a number stops being exact. */
function moneyOf(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is too large for JSON');
  return value;
}
