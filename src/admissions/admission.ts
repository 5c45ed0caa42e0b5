import type { Plan, PlanFinding } from '../desk/index.js';
import type { AdmissionStatus } from '../domain/admission/lifecycle.js';
import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import type { Paisa } from '../domain/money.js';

export interface Admission {
  readonly lane: Lane;
  readonly id: string;
  readonly hospitalId: string;
  readonly admissionNo: string;
  readonly familyId: string;
  readonly personId: string;
  readonly schemeCode: string;
  readonly admittedAt: Date;
  readonly admittedOn: IsoDate;
  readonly policyYearOn?: IsoDate | undefined;
  readonly admissionType: AdmissionType;
  readonly verification: Readonly<Record<string, string>>;
  readonly openedAt: Date;
  readonly status: AdmissionStatus;
  readonly plan: Plan;
  readonly withinLimit: boolean;
  readonly plannedPaisa: Paisa;
  readonly held: readonly Draw[];
  readonly findings: readonly PlanFinding[];
  readonly emergencyConfirmed: boolean;
  readonly endedOn?: IsoDate | undefined;
  readonly claimId?: string | undefined;
  readonly actNo: number;
}
