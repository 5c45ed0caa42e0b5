import { isoDate, addDays, type IsoDate } from '../domain/calendar.js';
import { rupees } from '../domain/money.js';
import type { Package, TariffRate } from '../domain/scheme/terms.js';
import { demoBeginsOn } from './demo-scheme.js';

/**
 * Packages of the make-believe scheme. Codes and names are invented; rates are of the magnitude of
 * what was published for Pakistan (a caesarean section at 18,000, an appendix at 13,400, an
 * angiography at 23,200, a stent at 197,500, open heart surgery at 294,100, a chemotherapy session at
 * 19,400), and are nobody's tariff.
 */
const ILLUSTRATIVE = 'Illustrative: invented for the demo, of the magnitude of published averages.';

/** Papers that kinds of treatment want. */
const PAPERS = {
  medical: ['discharge_summary', 'clinical_notes', 'lab_report'],
  operation: ['discharge_summary', 'operative_note', 'anaesthesia_record', 'consent'],
  delivery: ['discharge_summary', 'delivery_note'],
  procedure: ['discharge_summary', 'procedure_report', 'imaging'],
  implant: ['discharge_summary', 'operative_note', 'anaesthesia_record', 'implant_sticker'],
  session: ['session_sheet'],
} as const;

/** Who a package is for, and what it is, where that is not everybody and nothing special. */
interface Marks {
  readonly sex?: 'male' | 'female';
  readonly min?: number;
  readonly max?: number;
  readonly dayCare?: true;
  readonly session?: true;
  readonly maternity?: true;
  readonly lifeSaving?: true;
  /** Rupees for the implant on top of the rate. */
  readonly implant?: number;
}

/** Code, name, group, speciality, rupees at grade A, weight, usual days, longest days, papers, diagnosis. */
type Row = readonly [
  string,
  string,
  string,
  string,
  number,
  number,
  number,
  number,
  keyof typeof PAPERS,
  string,
  Marks?,
];

// prettier-ignore
const SECONDARY: readonly Row[] = [
  ['DX-MG-001', 'Acute gastroenteritis', 'medicine', 'general_medicine', 8_500, 90, 2, 7, 'medical', 'A09'],
  ['DX-MG-002', 'Pneumonia', 'medicine', 'general_medicine', 12_000, 70, 4, 14, 'medical', 'J18.9'],
  ['DX-MG-003', 'Enteric fever', 'medicine', 'general_medicine', 9_000, 50, 4, 12, 'medical', 'A01.0'],
  ['DX-MG-004', 'Chronic obstructive lung disease, acute', 'medicine', 'general_medicine', 14_000, 45, 4, 14, 'medical', 'J44.1', { min: 35 }],
  ['DX-MG-005', 'Diabetes out of control', 'medicine', 'general_medicine', 13_000, 35, 4, 14, 'medical', 'E14.9', { min: 10 }],
  ['DX-MG-006', 'Hypertensive crisis', 'medicine', 'general_medicine', 10_000, 35, 2, 10, 'medical', 'I10', { min: 18 }],
  ['DX-MG-007', 'Stroke', 'medicine', 'general_medicine', 24_000, 30, 6, 21, 'medical', 'I64', { min: 18 }],
  ['DX-MG-008', 'Acute hepatitis', 'medicine', 'general_medicine', 15_000, 20, 4, 14, 'medical', 'B15.9'],
  ['DX-MG-009', 'Infection of the urinary tract', 'medicine', 'general_medicine', 8_000, 25, 3, 10, 'medical', 'N39.0'],
  ['DX-MG-010', 'Malaria or dengue fever', 'medicine', 'general_medicine', 9_000, 25, 3, 10, 'medical', 'B54'],
  ['DX-MG-011', 'Anaemia with transfusion', 'medicine', 'general_medicine', 11_000, 15, 2, 8, 'medical', 'D64.9'],
  ['DX-MG-012', 'Tuberculosis with complications', 'medicine', 'general_medicine', 18_000, 10, 8, 30, 'medical', 'A16.9'],
  ['DX-OB-001', 'Normal delivery', 'gynaecology', 'obstetrics', 12_500, 110, 1, 5, 'delivery', 'O80.9', { sex: 'female', min: 14, max: 50, maternity: true }],
  ['DX-OB-002', 'Caesarean section', 'gynaecology', 'obstetrics', 18_000, 110, 3, 9, 'operation', 'O82.9', { sex: 'female', min: 14, max: 50, maternity: true }],
  ['DX-OB-003', 'Dilatation and curettage', 'gynaecology', 'obstetrics', 8_000, 20, 0, 2, 'operation', 'O06.9', { sex: 'female', min: 14, max: 60, dayCare: true }],
  ['DX-OB-004', 'Hysterectomy', 'hysterectomy', 'obstetrics', 24_000, 22, 4, 12, 'operation', 'D25.9', { sex: 'female', min: 25 }],
  ['DX-OB-005', 'Ectopic pregnancy', 'gynaecology', 'obstetrics', 22_000, 5, 3, 10, 'operation', 'O00.9', { sex: 'female', min: 14, max: 50, lifeSaving: true }],
  ['DX-OB-006', 'Complication of pregnancy, without delivery', 'gynaecology', 'obstetrics', 9_000, 12, 2, 10, 'medical', 'O26.9', { sex: 'female', min: 14, max: 50 }],
  ['DX-SG-001', 'Appendix operation', 'appendix', 'general_surgery', 13_400, 85, 3, 10, 'operation', 'K35.9', { min: 4 }],
  ['DX-SG-002', 'Hernia repair', 'hernia', 'general_surgery', 15_000, 55, 2, 7, 'operation', 'K40.9'],
  ['DX-SG-003', 'Gall bladder removal, keyhole', 'gallstones', 'general_surgery', 26_000, 60, 2, 8, 'operation', 'K80.2', { min: 12 }],
  ['DX-SG-004', 'Haemorrhoids operation', 'general_surgery', 'general_surgery', 10_000, 20, 1, 5, 'operation', 'I84.9', { min: 16 }],
  ['DX-SG-005', 'Abscess, drainage', 'general_surgery', 'general_surgery', 6_000, 30, 0, 4, 'operation', 'L02.9', { dayCare: true }],
  ['DX-SG-006', 'Thyroid operation', 'general_surgery', 'general_surgery', 28_000, 6, 3, 8, 'operation', 'E04.9', { min: 12 }],
  ['DX-SG-007', 'Breast lump removal', 'general_surgery', 'general_surgery', 12_000, 9, 1, 4, 'operation', 'N63', { sex: 'female', min: 14 }],
  ['DX-SG-008', 'Laparotomy', 'general_surgery', 'general_surgery', 35_000, 14, 6, 18, 'operation', 'K65.0', { lifeSaving: true }],
  ['DX-EY-001', 'Cataract with lens', 'eye', 'eye', 12_000, 70, 0, 1, 'procedure', 'H26.9', { min: 40, dayCare: true }],
  ['DX-EY-002', 'Glaucoma operation', 'eye', 'eye', 15_000, 6, 1, 4, 'operation', 'H40.9', { min: 30 }],
  ['DX-EN-001', 'Tonsils', 'ent', 'ent', 11_000, 35, 1, 4, 'operation', 'J35.0', { min: 3, max: 45 }],
  ['DX-EN-002', 'Nasal septum', 'ent', 'ent', 13_000, 20, 1, 4, 'operation', 'J34.2', { min: 15 }],
  ['DX-EN-003', 'Mastoid operation', 'ent', 'ent', 24_000, 5, 3, 8, 'operation', 'H70.1'],
  ['DX-OR-001', 'Forearm fracture, plate', 'orthopaedics', 'orthopaedics', 28_000, 30, 3, 9, 'implant', 'S52.9'],
  ['DX-OR-002', 'Fracture in plaster, with admission', 'orthopaedics', 'orthopaedics', 6_000, 25, 1, 4, 'procedure', 'S82.9'],
  ['DX-OR-003', 'Knee keyhole operation', 'orthopaedics', 'orthopaedics', 34_000, 6, 1, 5, 'operation', 'M23.9', { min: 14 }],
  ['DX-UR-001', 'Kidney stone, through the skin', 'urology', 'urology', 38_000, 22, 4, 10, 'operation', 'N20.0', { min: 5 }],
  ['DX-UR-002', 'Ureter stone, with the scope', 'urology', 'urology', 30_000, 22, 2, 6, 'operation', 'N20.1', { min: 10 }],
  ['DX-UR-003', 'Prostate, through the urethra', 'prostate', 'urology', 32_000, 18, 4, 10, 'operation', 'N40', { sex: 'male', min: 45 }],
  ['DX-UR-004', 'Kidney stone, shock waves', 'urology', 'urology', 15_000, 18, 0, 2, 'procedure', 'N20.0', { min: 12, dayCare: true }],
  ['DX-PD-001', 'Pneumonia in a child', 'paediatrics', 'paediatrics', 10_000, 40, 4, 14, 'medical', 'J18.0', { max: 14 }],
  ['DX-PD-002', 'Gastroenteritis in a child', 'paediatrics', 'paediatrics', 7_500, 40, 2, 8, 'medical', 'A09', { max: 14 }],
  ['DX-PD-003', 'Hernia in a child', 'hernia', 'paediatrics', 14_000, 10, 1, 4, 'operation', 'K40.9', { max: 12 }],
  ['DX-PD-004', 'Newborn care', 'paediatrics', 'paediatrics', 18_000, 0, 4, 30, 'medical', 'P07.3', { max: 1, lifeSaving: true }],
];

// prettier-ignore
const PRIORITY: readonly Row[] = [
  ['DX-MC-001', 'Coronary angiography', 'cardiac', 'cardiology', 23_200, 50, 0, 2, 'procedure', 'I25.1', { min: 25, dayCare: true }],
  ['DX-MC-002', 'Angioplasty with stent', 'cardiac', 'cardiology', 110_000, 40, 2, 7, 'implant', 'I21.9', { min: 25, lifeSaving: true, implant: 90_000 }],
  ['DX-MC-003', 'Acute coronary syndrome, medical', 'cardiac', 'cardiology', 35_000, 45, 4, 12, 'medical', 'I20.0', { min: 25 }],
  ['DX-MC-004', 'Pacemaker', 'cardiac', 'cardiology', 60_000, 5, 3, 8, 'implant', 'I44.2', { min: 18, implant: 95_000 }],
  ['DX-MC-005', 'Heart failure', 'cardiac', 'cardiology', 22_000, 30, 4, 14, 'medical', 'I50.9', { min: 25 }],
  ['DX-SV-001', 'Bypass of coronary arteries', 'cardiac', 'cardiac_surgery', 294_100, 10, 8, 21, 'operation', 'I25.1', { min: 30 }],
  ['DX-SV-002', 'Heart valve', 'cardiac', 'cardiac_surgery', 200_000, 2, 9, 24, 'implant', 'I05.9', { min: 12, implant: 85_000 }],
  ['DX-NS-001', 'Opening of the skull', 'neurosurgery', 'neurosurgery', 150_000, 7, 8, 30, 'operation', 'S06.5', { lifeSaving: true }],
  ['DX-NS-002', 'Disc operation', 'neurosurgery', 'neurosurgery', 60_000, 7, 4, 10, 'operation', 'M51.2', { min: 18 }],
  ['DX-NS-003', 'Head injury, without operation', 'neurosurgery', 'neurosurgery', 25_000, 18, 4, 14, 'medical', 'S06.0'],
  ['DX-ST-001', 'Fracture of the thigh, nail', 'accident', 'orthopaedics', 48_000, 28, 6, 16, 'implant', 'S72.3'],
  ['DX-ST-002', 'Several injuries at once', 'accident', 'orthopaedics', 80_000, 9, 9, 30, 'operation', 'T07', { lifeSaving: true }],
  ['DX-OR-004', 'Hip replacement', 'orthopaedics', 'orthopaedics', 95_000, 4, 6, 14, 'implant', 'M16.9', { min: 40, implant: 80_000 }],
  ['DX-BM-001', 'Burns up to a fifth of the skin', 'burns', 'burns', 26_000, 7, 7, 21, 'medical', 'T31.1'],
  ['DX-BM-002', 'Burns beyond a fifth of the skin', 'burns', 'burns', 120_000, 3, 16, 60, 'medical', 'T31.4', { lifeSaving: true }],
  ['DX-ON-001', 'Chemotherapy session', 'oncology', 'oncology', 19_400, 0, 0, 1, 'session', 'Z51.1', { session: true, dayCare: true }],
  ['DX-ON-002', 'Radiotherapy session', 'oncology', 'oncology', 6_500, 0, 0, 1, 'session', 'Z51.0', { session: true, dayCare: true }],
  ['DX-ON-003', 'Breast removal for cancer', 'oncology', 'oncology', 45_000, 6, 5, 12, 'operation', 'C50.9', { sex: 'female', min: 20 }],
  ['DX-ON-004', 'Bowel operation for cancer', 'oncology', 'oncology', 90_000, 3, 8, 20, 'operation', 'C18.9', { min: 18 }],
  ['DX-NP-001', 'Dialysis session', 'dialysis', 'nephrology', 5_500, 0, 0, 1, 'session', 'N18.0', { session: true, dayCare: true }],
  ['DX-NP-002', 'Fistula for dialysis', 'dialysis', 'nephrology', 14_000, 8, 1, 4, 'operation', 'N18.0', { min: 12 }],
  ['DX-HM-001', 'Transfusion session in thalassaemia', 'oncology', 'paediatrics', 4_500, 0, 0, 1, 'session', 'D56.1', { session: true, dayCare: true, max: 30 }],
];

/** Left the make-believe list more than a year ago. */
// prettier-ignore
const WITHDRAWN: Row = ['DX-SG-090', 'Gall bladder removal, open', 'gallstones', 'general_surgery', 22_000, 0, 5, 12, 'operation', 'K80.2', { min: 12 }];

/** Hospital grades with the percentage of the best grade's rate that each is paid. */
export const GRADES = { A: 100, B: 90, C: 80 } as const;
export type Grade = keyof typeof GRADES;

/** A package with what the generator needs to give it to people; nothing of this is stored. */
export interface DemoPackage {
  readonly package: Package;
  readonly weight: number;
  readonly diagnosis: string;
  readonly operated: boolean;
  readonly implantRupees?: number | undefined;
  readonly rates: Readonly<Record<Grade, TariffRate>>;
}

export function demoPackages(today: IsoDate): readonly DemoPackage[] {
  const from = demoBeginsOn(today);
  return [
    ...SECONDARY.map((row) => demoPackage(row, 'secondary', from)),
    ...PRIORITY.map((row) => demoPackage(row, 'priority', from)),
    demoPackage(WITHDRAWN, 'secondary', from, addDays(today, -400)),
  ];
}

function demoPackage(row: Row, tier: Package['tier'], from: IsoDate, to?: IsoDate): DemoPackage {
  const [code, nameEn, group, speciality, rate, weight, alosDays, maxStayDays] = row;
  const [papers, diagnosis, marks = {}] = [row[8], row[9], row[10]];
  const operated = papers === 'operation' || papers === 'implant';
  const period = to === undefined ? { from } : { from, to: isoDate(to) };
  const rateOf = (grade: Grade): TariffRate => ({
    ...period,
    packageCode: code,
    grade,
    basis: 'case',
    // Whole hundreds of rupees, as tariffs are written.
    ratePaisa: rupees(Math.round((rate * GRADES[grade]) / 10_000) * 100),
    ...(marks.implant === undefined ? {} : { implantCeilingPaisa: rupees(marks.implant) }),
    source: ILLUSTRATIVE,
  });
  return {
    package: {
      ...period,
      code,
      nameEn,
      tier,
      group,
      speciality,
      dayCare: marks.dayCare === true,
      session: marks.session === true,
      maternity: marks.maternity === true,
      lifeSaving: marks.lifeSaving === true,
      ...(marks.sex === undefined ? {} : { sex: marks.sex }),
      ...(marks.min === undefined ? {} : { minAgeYears: marks.min }),
      ...(marks.max === undefined ? {} : { maxAgeYears: marks.max }),
      maxStayDays,
      ...(alosDays === 0 ? {} : { alosDays }),
      documents: PAPERS[papers],
      ...(operated ? { limits: { operation: true } } : {}),
      source: ILLUSTRATIVE,
    },
    weight,
    diagnosis,
    operated,
    implantRupees: marks.implant,
    rates: { A: rateOf('A'), B: rateOf('B'), C: rateOf('C') },
  };
}
