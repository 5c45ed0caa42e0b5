import type { ActivitySummary } from './profile-activity.js';
import type { ProfileEdition } from './profile-edition.js';
import type { Peers } from './profile-peers.js';
import { profileOf, spreadOf, type Profile, type ProfileComponent } from './profile.js';

/** Those compared with one another: of one grade, or where that is absent all of a scope. */
export interface PeerGroup {
  readonly grade?: string | undefined;
  readonly activities: readonly ActivitySummary[];
  /** Undefined where they are too few to say what is usual. */
  readonly peers: Peers | undefined;
}

/** A component, and between which values of it eight of ten peers lie. */
export interface ComparedComponent extends ProfileComponent {
  readonly peersTenth: number;
  readonly peersMiddle: number;
  readonly peersNinetieth: number;
}

/** Puts the spread of a group's values beside the components of profiles; the spread is computed once. */
export function besideGroup({
  activities,
  peers,
}: PeerGroup): (profile: Profile | undefined) => ComparedComponent[] {
  const spread = peers && spreadOf(activities, peers);
  return (profile) =>
    profile === undefined || spread === undefined
      ? []
      : profile.components.map((component) => ({
          ...component,
          peersTenth: spread[component.name].tenth,
          peersMiddle: spread[component.name].middle,
          peersNinetieth: spread[component.name].ninetieth,
        }));
}

/** What one quarter's trend is read from. */
export interface ComparedQuarter {
  /** First day of the quarter. */
  readonly quarterOn: string;
  readonly activities: ReadonlyMap<string, ActivitySummary>;
  /** What is usual in this quarter among the peers of a hospital or surgeon. */
  readonly peersFor: (key: string) => Peers | undefined;
}

/** One quarter of a hospital or surgeon; without points where there are too few peers in it. */
export interface TrendQuarter {
  readonly quarterOn: string;
  readonly stays: number;
  readonly score?: number;
  readonly sizeAdjusted?: number;
}

/** The quarters in which a hospital or surgeon had a stay, each beside the peers' same quarter, oldest first. */
export function trendOf(
  key: string,
  quarters: readonly ComparedQuarter[],
  edition: ProfileEdition,
): TrendQuarter[] {
  return [...quarters]
    .sort((a, b) => (a.quarterOn < b.quarterOn ? -1 : 1))
    .flatMap(({ quarterOn, activities, peersFor }) => {
      const activity = activities.get(key);
      if (activity === undefined || activity.stays === 0) return [];
      const peers = peersFor(key);
      const profile = peers && profileOf(activity, peers, edition);
      return [{ quarterOn, stays: activity.stays, ...pointsOf(profile) }];
    });
}

/** Score and size-adjusted score, where there is a profile. */
export function pointsOf(
  profile: Profile | undefined,
): Partial<Pick<Profile, 'score' | 'sizeAdjusted'>> {
  if (profile === undefined) return {};
  return { score: profile.score, sizeAdjusted: profile.sizeAdjusted };
}
