import { addDays, isoDate, type IsoDate } from '../domain/calendar.js';
import { basisPoints, rupees } from '../domain/money.js';
import type { Figure, Layer, Scheme } from '../domain/scheme/terms.js';
import { DISTRICTS } from '../registry/index.js';
import { DEMO_EXTRAS, DEMO_TRANSPORTS, DEMO_YEAR } from './extras.js';

export const DEMO_SCHEME_CODE = 'DEMO-CHAI';
const NOTE = 'Invented for the demo.';

function invented<T>(value: T): Figure<T> {
  return { value, source: 'demo-world', note: NOTE };
}

function borrowed<T>(value: T): Figure<T> {
  return { ...invented(value), borrowed: true };
}

function familyLayer(code: string, amount: number, needsApproval = false): Layer {
  const caps = [{ scope: 'family' as const, amountPaisa: invented(rupees(amount)) }];
  return { code, caps, needsApproval };
}

/** The first of January two to three years before: everything in the demo happens after it. */
export function demoBeginsOn(today: IsoDate): IsoDate {
  return isoDate(`${Number(today.slice(0, 4)) - 3}-01-01`);
}

/** A scheme that nobody runs, with pots built as those of Khyber Pakhtunkhwa in 2024 are. */
export function demoScheme(today: IsoDate): Scheme {
  return {
    code: DEMO_SCHEME_CODE,
    nameEn: 'Chai Club cover (invented)',
    nameUr: 'چائے کلب تحفظ (فرضی)',
    invented: true,
    terms: [
      {
        schemeCode: DEMO_SCHEME_CODE,
        from: demoBeginsOn(today),
        policyYearStart: invented(DEMO_YEAR),
        tiers: {
          secondary: [
            {
              code: 'secondary',
              caps: [
                { scope: 'member', amountPaisa: invented(rupees(40_000)) },
                { scope: 'family', amountPaisa: invented(rupees(200_000)) },
              ],
              needsApproval: false,
            },
          ],
          priority: [familyLayer('priority', 400_000), familyLayer('reserve', 400_000, true)],
        },
        coPay: [
          {
            sector: 'private',
            groups: ['eye'],
            from: demoBeginsOn(today),
            share: invented(basisPoints(1_000)),
          },
        ],
        // What India pays for several operations and asks of follow-up, to try it out.
        sittingShares: borrowed([10_000, 5_000, 2_500].map(basisPoints)),
        followUpDays: borrowed(15),
        // India lets an emergency be asked for within three days of the admission.
        preAuthorisation: { validDays: invented(30), emergencyDays: borrowed(3) },
        unmatchedDays: invented(30),
        extras: [
          {
            kind: 'transport',
            amountPaisa: invented(rupees(DEMO_EXTRAS.transport)),
            timesAYear: invented(DEMO_TRANSPORTS),
          },
          {
            kind: 'burial',
            amountPaisa: invented(rupees(DEMO_EXTRAS.burial)),
            scope: 'member',
            timesAYear: invented(1),
          },
          {
            kind: 'maternity_allowance',
            amountPaisa: invented(rupees(DEMO_EXTRAS.maternity_allowance)),
          },
        ],
      },
    ],
  };
}

/** Two districts join the make-believe scheme only half a year before today. */
export const LATE_DISTRICTS: readonly string[] = ['PK527', 'PK534'];

/** Districts of Khyber Pakhtunkhwa, real ones, with the day on which the make-believe scheme begins. */
export function demoDistricts(
  today: IsoDate,
): readonly { readonly districtPcode: string; readonly from: IsoDate }[] {
  return DISTRICTS.filter(({ provinceCode }) => provinceCode === 'PK5').map(({ pcode }) => ({
    districtPcode: pcode,
    from: LATE_DISTRICTS.includes(pcode) ? addDays(today, -182) : demoBeginsOn(today),
  }));
}
