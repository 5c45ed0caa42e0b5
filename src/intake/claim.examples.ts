/**
 * Requests to begin with, for the document and its examples: stays of two people of the make-believe
 * scheme that comes with the service, so that the key of its first hospital can send them as they are.
 */
const sha256 = (digit: string): string => digit.repeat(64);

export const EXAMPLE_CLAIM = {
  hospitalClaimNo: 'H-2026-0001',
  cnic: '95050-0000000-3',
  admissionNo: 'ADM-10001',
  admittedAt: '2026-03-03T09:30:00+05:00',
  dischargedAt: '2026-03-05T16:00:00+05:00',
  admissionType: 'elective',
  dischargeType: 'home',
  statedSex: 'male',
  diagnoses: ['A09'],
  lines: [{ packageCode: 'DX-MG-001', quantity: 1, unitPricePaisa: 650_000 }],
  bed: 'B-12',
  vitals: { pulse: 92, systolic: 118, diastolic: 74, temperatureC: 38.1 },
  verification: {
    officer: 'Desk officer 2',
    method: 'biometric',
    result: 'verified',
    at: '2026-03-03T09:25:00+05:00',
  },
  documents: [
    { kind: 'discharge_summary', sha256: sha256('a') },
    { kind: 'clinical_notes', sha256: sha256('b') },
    { kind: 'lab_report', sha256: sha256('c') },
  ],
};

/** Asked at the desk, before the claim is sent. */
export const EXAMPLE_DRY_RUN = {
  ...EXAMPLE_CLAIM,
  hospitalClaimNo: 'H-2026-0002',
  cnic: '95050-0000001-6',
  statedSex: 'female',
  diagnoses: ['J18.9'],
  lines: [{ packageCode: 'DX-MG-002', quantity: 1, unitPricePaisa: 950_000 }],
};

/** One claim a line. */
export const EXAMPLE_BULK = [
  { ...EXAMPLE_DRY_RUN, hospitalClaimNo: 'H-2026-0003' },
  {
    ...EXAMPLE_CLAIM,
    hospitalClaimNo: 'H-2026-0004',
    admissionNo: 'ADM-10004',
    admittedAt: '2026-04-10T11:00:00+05:00',
    dischargedAt: '2026-04-14T15:00:00+05:00',
    diagnoses: ['A01.0'],
    lines: [{ packageCode: 'DX-MG-003', quantity: 1, unitPricePaisa: 700_000 }],
  },
];
