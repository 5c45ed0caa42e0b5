import { dayInKarachi, type IsoDate } from '../../domain/calendar.js';
import type { ActivitySummary } from '../../domain/risk/profile-activity.js';
import { HOSPITAL_PROFILE } from '../../domain/risk/profile-edition.js';
import { quarterBefore, quarterOf } from '../../domain/risk/profile-fold.js';
import {
  besideGroup,
  pointsOf,
  trendOf,
  type ComparedQuarter,
  type PeerGroup,
} from '../../domain/risk/profile-group.js';
import { peersOf } from '../../domain/risk/profile-peers.js';
import { profileOf, type Profile } from '../../domain/risk/profile.js';
import { inScopedSnapshot, type Database, type RowScope } from '../../db/index.js';
import type { Clock } from '../../platform/clock.js';
import {
  PROFILE_QUARTERS,
  TREND_QUARTERS,
  type ProfilesView,
  type ProfileView,
} from './profile.contract.js';
import {
  readActivities,
  readActivitiesByQuarter,
  readHospitals,
  type Activities,
  type HospitalName,
  type Span,
} from './read.store.js';
import { readSurgeons } from './read-surgeons.js';

export interface ProfileDeps {
  /** The reader role's pool. */
  readonly reader: Database;
  readonly clock: Clock;
}

/** Which hospital is asked about. */
export interface ProfileQuestion {
  readonly hospitalId: string;
  /** A day of the last quarter that counts; today where it is left out. */
  readonly until?: IsoDate | undefined;
  /** The rows from which its surgeons are told; absent: they are not. */
  readonly surgeons?: RowScope | undefined;
}

/** Hospitals in a scope, those first that stand out most from their peers: so many, or else all there are. */
export async function readProfiles(
  { reader, clock }: ProfileDeps,
  scope: RowScope,
  { until, limit }: { readonly until?: IsoDate | undefined; readonly limit?: number | undefined },
): Promise<ProfilesView> {
  const day = until ?? dayInKarachi(clock.now());
  const span = spanTo(day, PROFILE_QUARTERS);
  return inScopedSnapshot(reader, scope, async (tx) => {
    const activities = await readActivities(tx, 'hospitals', span);
    const names = await readHospitals(tx, day);
    const groupOf = groupsOf(activities, names);
    const hospitals = [...activities].flatMap(([id, activity]) => {
      const name = names.get(id);
      return name === undefined ? [] : [scoreView(name, activity, groupOf(id))];
    });
    hospitals.sort(
      (a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity) || (a.code < b.code ? -1 : 1),
    );
    return {
      ...headOf(span),
      hospitals: hospitals.slice(0, limit),
      complete: limit === undefined || hospitals.length <= limit,
    };
  });
}

/** One hospital beside its peers, with evidence and trend; undefined where the scope sees no stay of it. */
export async function readProfile(
  { reader, clock }: ProfileDeps,
  scope: RowScope,
  { hospitalId, until, surgeons }: ProfileQuestion,
): Promise<ProfileView | undefined> {
  const day = until ?? dayInKarachi(clock.now());
  const span = spanTo(day, PROFILE_QUARTERS);
  const trendSpan = spanTo(day, TREND_QUARTERS);
  const profile = await inScopedSnapshot(reader, scope, async (tx) => {
    const activities = await readActivities(tx, 'hospitals', span);
    const names = await readHospitals(tx, day);
    const [activity, name] = [activities.get(hospitalId), names.get(hospitalId)];
    if (activity === undefined || name === undefined) return undefined;
    const group = groupsOf(activities, names)(hospitalId);
    const byQuarter = await readActivitiesByQuarter(tx, 'hospitals', trendSpan);
    return {
      ...headOf(span),
      ...scoreView(name, activity, group),
      components: besideGroup(group)(beside(activity, group)),
      trend: trendOf(hospitalId, quartersOf(byQuarter, names), HOSPITAL_PROFILE),
    };
  });
  if (profile === undefined) return undefined;
  if (surgeons === undefined) return { ...profile, surgeons: [] };
  const seen = await inScopedSnapshot(reader, surgeons, (tx) =>
    readSurgeons(tx, { hospitalId, day, span, trendSpan }),
  );
  return { ...profile, surgeons: seen };
}

function spanTo(day: IsoDate, quarters: number): Span {
  const to = quarterOf(day);
  return { from: quarterBefore(to, quarters - 1), to };
}

function headOf({ from }: Span) {
  return { edition: HOSPITAL_PROFILE.name, fromOn: from, quarters: PROFILE_QUARTERS };
}

function groupsOf(
  activities: Activities,
  names: ReadonlyMap<string, HospitalName>,
): (hospitalId: string) => PeerGroup {
  const byGrade = new Map<string, ActivitySummary[]>();
  for (const [id, activity] of activities) {
    const grade = names.get(id)?.grade;
    if (grade === undefined || grade === null) continue;
    const group = byGrade.get(grade) ?? [];
    byGrade.set(grade, group);
    group.push(activity);
  }
  const all = [...activities.values()];
  const everyone: PeerGroup = { activities: all, peers: peersOf(all) };
  const groups = new Map<string, PeerGroup>();
  for (const [grade, list] of byGrade) {
    const peers = peersOf(list);
    if (peers !== undefined) groups.set(grade, { grade, activities: list, peers });
  }
  return (hospitalId) => groups.get(names.get(hospitalId)?.grade ?? '') ?? everyone;
}

function beside(activity: ActivitySummary, { peers }: PeerGroup): Profile | undefined {
  return peers && profileOf(activity, peers, HOSPITAL_PROFILE);
}

function scoreView({ id, code, name }: HospitalName, activity: ActivitySummary, group: PeerGroup) {
  const { grade, peers } = group;
  return {
    hospitalId: id,
    code,
    name,
    stays: activity.stays,
    ...pointsOf(beside(activity, group)),
    ...(peers === undefined
      ? {}
      : { peers: { ...(grade === undefined ? {} : { grade }), hospitals: peers.hospitals } }),
  };
}

/** Quarters, each with the grades' groups of its own. */
function quartersOf(
  byQuarter: ReadonlyMap<string, Activities>,
  names: ReadonlyMap<string, HospitalName>,
): readonly ComparedQuarter[] {
  return [...byQuarter].map(([quarterOn, activities]) => {
    const groupOf = groupsOf(activities, names);
    return { quarterOn, activities, peersFor: (id) => groupOf(id).peers };
  });
}
