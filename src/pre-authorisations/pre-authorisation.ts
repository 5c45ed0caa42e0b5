import type { Plan, PlanFinding, PlanLine } from '../desk/index.js';
import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import type { Paisa } from '../domain/money.js';
import type { PreAuthorisationStatus } from '../domain/pre-authorisation/lifecycle.js';

/** A line as it was granted: how often, and the tariff's price for that. */
export interface GrantedLine extends PlanLine {
  /** Its cover is held here; of a stay that had begun, secondary care is held by the admission. */
  readonly isHeld: boolean;
}

export interface PreAuthorisation {
  readonly lane: Lane;
  readonly id: string;
  readonly hospitalId: string;
  readonly requestNo: string;
  readonly familyId: string;
  readonly personId: string;
  readonly schemeCode: string;
  /** Planned day of admission, or the day itself of a stay that has begun. */
  readonly admissionOn: IsoDate;
  readonly policyYearOn?: IsoDate | undefined;
  readonly admissionType: AdmissionType;
  readonly plan: Plan;
  readonly note: string;
  readonly verification: Readonly<Record<string, string>>;
  readonly requestedAt: Date;
  readonly status: PreAuthorisationStatus;
  readonly pendOwner?: 'hospital' | 'adjudicator' | undefined;
  readonly plannedPaisa: Paisa;
  readonly granted: readonly GrantedLine[];
  readonly approvedLayers: readonly string[];
  readonly held: readonly Draw[];
  /** All that was granted is held. */
  readonly withinLimit: boolean;
  readonly findings: readonly PlanFinding[];
  /** Last day on which the stay may begin. */
  readonly validUntil?: IsoDate | undefined;
  readonly admissionId?: string | undefined;
  readonly claimId?: string | undefined;
  /** The one that this takes the place of once it is granted. */
  readonly enhances?: string | undefined;
  readonly actNo: number;
}
