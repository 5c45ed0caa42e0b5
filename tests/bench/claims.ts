import { addDays } from '../../src/domain/calendar.js';
import { FIRST_DAY, type World } from '../support/world.js';

/** An endless source of claims that differ, most of them clean, spread over all families. */
export interface ClaimSource {
  next(): string;
}

const PACKAGES = [
  { code: 'CH-MED', paisa: 1_000_000 },
  { code: 'CH-MED', paisa: 1_250_000 },
  { code: 'CH-PAPER', paisa: 800_000 },
  { code: 'CH-DIAL', paisa: 500_000 },
  { code: 'CH-HEART', paisa: 9_000_000 },
] as const;

const STAYS_A_PERSON = 60;

/** Bodies as JSON text: about the size of a hospital's real claim, made without chance. */
export function claimsOf(world: World): ClaimSource {
  const people = world.families.flat();
  let count = 0;
  return {
    next: () => {
      const no = (count += 1);
      const person = people[(no * 7_919) % people.length];
      const chosen = PACKAGES[no % PACKAGES.length];
      if (person === undefined || chosen === undefined) throw new Error('no people to claim for');
      const round = Math.floor(no / people.length) % STAYS_A_PERSON;
      const admitted = addDays(FIRST_DAY, round * 4);
      return JSON.stringify({
        hospitalClaimNo: `B-${no}`,
        cnic: person.cnic,
        admissionNo: `A-${no}`,
        admittedAt: `${admitted}T09:15:00+05:00`,
        dischargedAt: `${addDays(admitted, 2)}T15:40:00+05:00`,
        wardDays: { general: 2 },
        admissionType: 'elective',
        dischargeType: 'home',
        statedSex: 'female',
        diagnoses: ['K35.8', 'I10', 'E11.9'],
        lines: [
          {
            packageCode: chosen.code,
            unitPricePaisa: chosen.paisa,
            startedAt: `${admitted}T11:00:00+05:00`,
            endedAt: `${admitted}T12:10:00+05:00`,
            surgeon: `Dr Invented Surgeon ${no % 20_000}`,
            anaesthetist: 'Dr Invented Anaesthetist',
          },
        ],
        bed: `W3-${no % 40}`,
        vitals: {
          pulse: 60 + (no % 61),
          systolic: 100 + (no % 67),
          diastolic: 60 + (no % 37),
          temperatureC: (360 + (no % 31)) / 10,
        },
        contactNumber: `0300${String(1_000_000 + (no % 900_000))}`,
        verification: {
          officer: 'HFO 12',
          method: 'biometric',
          result: 'verified',
          at: `${admitted}T09:05:00+05:00`,
        },
        documents: [
          { kind: 'discharge summary', sha256: 'a'.repeat(64) },
          { kind: 'operative notes', sha256: 'b'.repeat(64) },
        ],
      });
    },
  };
}
