import { addDays, type IsoDate } from '../domain/calendar.js';
import type { CareTier } from '../domain/scheme/terms.js';
import { DISTRICTS } from '../registry/index.js';
import type { Chance } from './chance.js';
import { demoBeginsOn } from './demo-scheme.js';
import type { Grade } from './packages.js';
import type { DemoHospital } from './shapes.js';

/** Grades of the invented hospitals of a district; the first of each is public. */
const PLACES: readonly (readonly [string, readonly Grade[]])[] = [
  ['PK528', ['A', 'A', 'A', 'B', 'B', 'C', 'C']],
  ['PK523', ['A', 'B', 'C']],
  ['PK501', ['A', 'B', 'C']],
  ['PK532', ['A', 'B', 'C']],
  ['PK509', ['A', 'C']],
  ['PK503', ['B', 'C']],
  ['PK514', ['B', 'C']],
  ['PK526', ['B', 'C']],
  ['PK506', ['B', 'C']],
  ['PK531', ['B', 'C']],
  ['PK522', ['B', 'C']],
  ['PK520', ['B', 'C']],
  ['PK521', ['B', 'C']],
  ['PK511', ['B']],
  ['PK535', ['C']],
  ['PK505', ['C']],
  ['PK512', ['C']],
  ['PK519', ['C']],
  ['PK513', ['C']],
];

const EVERYWHERE = ['general_medicine', 'general_surgery', 'obstetrics', 'paediatrics'];
const LARGER = ['ent', 'eye', 'orthopaedics', 'urology', 'nephrology'];
const LARGEST = ['cardiology', 'cardiac_surgery', 'neurosurgery', 'oncology', 'burns'];

const SPECIALITIES: Readonly<Record<Grade, readonly string[]>> = {
  A: [...EVERYWHERE, ...LARGER, ...LARGEST],
  B: [...EVERYWHERE, ...LARGER],
  C: EVERYWHERE,
};

const BEDS: Readonly<Record<Grade, readonly [number, number]>> = {
  A: [250, 800],
  B: [80, 250],
  C: [15, 60],
};

/** Hospitals whose papers are not in order, by their place in the list. */
const TROUBLED = {
  licenceExpired: 6,
  neverLicensed: 12,
  suspendedFirst: 15,
  suspendedSecond: 21,
  leftPanel: 25,
  provisional: 30,
} as const;

/** Forty invented hospitals in real districts. Their names say that they are invented. */
export function demoHospitals(today: IsoDate, chance: Chance): readonly DemoHospital[] {
  const from = demoBeginsOn(today);
  let number = 0;
  return PLACES.flatMap(([districtPcode, grades]) => {
    const place = DISTRICTS.find(({ pcode }) => pcode === districtPcode)?.name ?? districtPcode;
    return grades.map((grade, index): DemoHospital => {
      number += 1;
      const no = number.toString().padStart(2, '0');
      const [fewest, most] = BEDS[grade];
      const tiers: CareTier[] = grade === 'C' ? ['secondary'] : ['secondary', 'priority'];
      return {
        code: `INV-${no}`,
        name: `Invented Hospital ${no}, ${place}`,
        districtPcode,
        standings: [
          {
            from,
            sector: index === 0 ? 'public' : 'private',
            grade,
            beds: chance.int(fewest, most),
          },
        ],
        licences: licencesOf(number, no, from, today),
        empanelments: [
          number === TROUBLED.leftPanel
            ? { from, to: addDays(today, -200), tiers }
            : { from, tiers },
        ],
        suspensions: suspensionsOf(number, today),
        specialities: SPECIALITIES[grade].map((speciality) => ({ from, speciality })),
      };
    });
  });
}

function licencesOf(
  number: number,
  no: string,
  from: IsoDate,
  today: IsoDate,
): DemoHospital['licences'] {
  const licenceNo = `INVENTED-${no}`;
  if (number === TROUBLED.neverLicensed) return [];
  if (number === TROUBLED.licenceExpired) {
    return [{ from, to: addDays(today, -200), kind: 'regular', licenceNo }];
  }
  const kind = number === TROUBLED.provisional ? 'provisional' : 'regular';
  return [{ from, kind, licenceNo }];
}

function suspensionsOf(number: number, today: IsoDate): DemoHospital['suspensions'] {
  const reason = 'Invented: below the standard score';
  if (number === TROUBLED.suspendedFirst) {
    return [{ from: addDays(today, -240), to: addDays(today, -180), reason }];
  }
  if (number === TROUBLED.suspendedSecond) {
    return [{ from: addDays(today, -170), to: addDays(today, -110), reason }];
  }
  return [];
}
