import { dayInKarachi, type IsoDate } from '../../domain/calendar.js';
import type { ActivitySummary } from '../../domain/risk/profile-activity.js';
import { HOSPITAL_PROFILE } from '../../domain/risk/profile-edition.js';
import { quarterBefore, quarterOf } from '../../domain/risk/profile-fold.js';
import { peersOf, type Peers } from '../../domain/risk/profile-peers.js';
import { profileOf, spreadOf, type Profile } from '../../domain/risk/profile.js';
import {
  inScopedSnapshot,
  type Database,
  type RowScope,
  type Transaction,
} from '../../db/index.js';
import type { Clock } from '../../platform/clock.js';
import {
  MAX_SURGEONS,
  PROFILE_QUARTERS,
  TREND_QUARTERS,
  type ProfilesView,
  type ProfileView,
} from './profile.contract.js';
import {
  readActivities,
  readActivitiesByQuarter,
  readHospitals,
  readSurgeonsOf,
  type Activities,
  type HospitalName,
  type Span,
} from './read.store.js';

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

/** A peer group: of one grade where enough hospitals share it, else all of the scope. */
interface Group {
  readonly grade?: string | undefined;
  readonly activities: readonly ActivitySummary[];
  readonly peers: Peers | undefined;
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
    const activities = await readActivities(tx, 'hospital', span);
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
  const profile = await inScopedSnapshot(reader, scope, async (tx) => {
    const activities = await readActivities(tx, 'hospital', span);
    const names = await readHospitals(tx, day);
    const [activity, name] = [activities.get(hospitalId), names.get(hospitalId)];
    if (activity === undefined || name === undefined) return undefined;
    const group = groupsOf(activities, names)(hospitalId);
    const quarters = await readActivitiesByQuarter(tx, spanTo(day, TREND_QUARTERS));
    return {
      ...headOf(span),
      ...scoreView(name, activity, group),
      components: componentsOf(activity, group),
      trend: trendOf(hospitalId, quarters, names),
    };
  });
  if (profile === undefined) return undefined;
  if (surgeons === undefined) return { ...profile, surgeons: [] };
  const seen = await inScopedSnapshot(reader, surgeons, (tx) => surgeonsOf(tx, hospitalId, span));
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
): (hospitalId: string) => Group {
  const byGrade = new Map<string, ActivitySummary[]>();
  for (const [id, activity] of activities) {
    const grade = names.get(id)?.grade;
    if (grade === undefined || grade === null) continue;
    const group = byGrade.get(grade) ?? [];
    byGrade.set(grade, group);
    group.push(activity);
  }
  const all = [...activities.values()];
  const everyone: Group = { activities: all, peers: peersOf(all) };
  const groups = new Map<string, Group>();
  for (const [grade, list] of byGrade) {
    const peers = peersOf(list);
    if (peers !== undefined) groups.set(grade, { grade, activities: list, peers });
  }
  return (hospitalId) => groups.get(names.get(hospitalId)?.grade ?? '') ?? everyone;
}

function scoreView(
  { id, code, name }: HospitalName,
  activity: ActivitySummary,
  { grade, peers }: Group,
) {
  const profile = peers && profileOf(activity, peers, HOSPITAL_PROFILE);
  return {
    hospitalId: id,
    code,
    name,
    stays: activity.stays,
    ...pointsOf(profile),
    ...(peers === undefined
      ? {}
      : { peers: { ...(grade === undefined ? {} : { grade }), hospitals: peers.hospitals } }),
  };
}

function pointsOf(profile: Profile | undefined) {
  if (profile === undefined) return {};
  return { score: profile.score, sizeAdjusted: profile.sizeAdjusted };
}

function componentsOf(
  activity: ActivitySummary,
  { activities, peers }: Group,
): ProfileView['components'] {
  const profile = peers && profileOf(activity, peers, HOSPITAL_PROFILE);
  if (peers === undefined || profile === undefined) return [];
  const spread = spreadOf(activities, peers);
  return profile.components.map((component) => ({
    ...component,
    peersTenth: spread[component.name].tenth,
    peersMiddle: spread[component.name].middle,
    peersNinetieth: spread[component.name].ninetieth,
  }));
}

function trendOf(
  hospitalId: string,
  quarters: ReadonlyMap<string, Activities>,
  names: ReadonlyMap<string, HospitalName>,
): ProfileView['trend'] {
  return [...quarters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([quarterOn, activities]) => {
      const activity = activities.get(hospitalId);
      if (activity === undefined) return [];
      const { peers } = groupsOf(activities, names)(hospitalId);
      const profile = peers && profileOf(activity, peers, HOSPITAL_PROFILE);
      return [{ quarterOn, stays: activity.stays, ...pointsOf(profile) }];
    });
}

/** Surgeons are compared with all surgeons of their scope, by all they did in it. */
async function surgeonsOf(
  tx: Transaction,
  hospitalId: string,
  span: Span,
): Promise<ProfileView['surgeons']> {
  const here = await readSurgeonsOf(tx, hospitalId, span);
  const activities = await readActivities(tx, 'surgeon', span);
  const peers = peersOf(activities.values());
  if (peers === undefined) return [];
  const surgeons = [...here].flatMap(([surgeon, staysHere]) => {
    const activity = activities.get(surgeon);
    const profile = activity && profileOf(activity, peers, HOSPITAL_PROFILE);
    if (profile === undefined) return [];
    const sentences = profile.components.map(({ sentence }) => sentence);
    return [{ surgeon, staysHere, stays: profile.stays, ...pointsOf(profile), sentences }];
  });
  return surgeons.sort((a, b) => (b.score ?? 0) - (a.score ?? 0)).slice(0, MAX_SURGEONS);
}
