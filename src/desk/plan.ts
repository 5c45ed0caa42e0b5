import type { Transaction } from '../db/index.js';
import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType, WardKind } from '../domain/claim/claim.js';
import type { Lane } from '../domain/ids.js';
import type { Paisa } from '../domain/money.js';
import type { JsonParams } from '../domain/rules/explain.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { ReasonCode } from '../domain/rules/reasons.js';
import type { CareTier } from '../domain/scheme/terms.js';

/** What is planned for a stay: enough to know its tariff. */
export interface Plan {
  readonly lines: readonly { readonly packageCode: string; readonly quantity: number }[];
  readonly dischargeOn: IsoDate;
  readonly wardDays?: Readonly<Partial<Record<WardKind, number | undefined>>> | undefined;
  readonly diagnoses: readonly string[];
}

/** What a rule of the gate or the price says of a plan. */
export interface PlanFinding {
  readonly rule: string;
  readonly kind: 'deny' | 'pend';
  readonly reason: ReasonCode;
  readonly lineNo?: number | undefined;
  readonly params: JsonParams;
}

/** A stay as the judge is asked about it before there is a claim. */
export interface PlannedStay {
  readonly lane: Lane;
  readonly familyId: string;
  readonly personId: string;
  readonly hospitalId: string;
  readonly admittedAt: Date;
  readonly admissionType: AdmissionType;
  readonly plan: Plan;
}

/** What one planned line costs by the tariff. */
export interface PlanLine {
  readonly lineNo: number;
  readonly packageCode: string;
  readonly quantity: number;
  readonly tier: CareTier;
  /** The tariff's price, before the family's share. */
  readonly allowedPaisa: Paisa;
  readonly insurerPaisa: Paisa;
}

/** What the judge says of a planned stay: the rules of the later claim on the facts of now. */
export interface JudgedPlan {
  readonly facts: CaseFacts;
  readonly schemeCode: string;
  /** Absent without terms on the day of admission. */
  readonly policyYearOn?: IsoDate | undefined;
  /** No rule denies the stay as a whole. */
  readonly covered: boolean;
  /** What each line wants by the tariff; nothing for lines that are denied or have no rate. */
  readonly lines: readonly PlanLine[];
  readonly findings: readonly PlanFinding[];
}

/** The judge asked about plans, in a transaction in which the family's cover is locked. */
export type PlanJudge = (tx: Transaction, stay: PlannedStay) => Promise<JudgedPlan>;
