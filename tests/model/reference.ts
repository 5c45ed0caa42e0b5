/**
 * The reference model: what a claim is paid and what its family's cover holds, worked out the slow and
 * obvious way. It keeps no balance: what is left of a pot is counted anew from every claim each time. It
 * shares nothing with the engine, not even its arithmetic, so that a fault would have to be made twice.
 */

/** One pot that all of a layer's claims draw on: a member's own, or the family's. */
export interface ModelCap {
  readonly whose: 'member' | 'family';
  readonly amount: bigint;
}

export interface ModelLayer {
  readonly tier: 'secondary' | 'priority';
  readonly name: string;
  readonly caps: readonly ModelCap[];
  readonly onApproval: boolean;
}

export interface ModelScheme {
  readonly layers: readonly ModelLayer[];
  /** First day and month of policy years, as MM-DD. */
  readonly yearBegins: string;
  /** What the family pays of a price in private hospitals, of 10,000. */
  readonly privateShare: bigint;
}

export interface ModelPackage {
  readonly code: string;
  readonly tier: 'secondary' | 'priority';
  readonly rate: bigint;
  /** Maternity or life-saving. */
  readonly carried: boolean;
}

export interface ModelLine {
  readonly package: ModelPackage;
  readonly price: bigint;
  readonly quantity: bigint;
}

/** A claim as it stands: later acts change what is known of it. */
export interface ModelClaim {
  readonly family: number;
  readonly member: number;
  readonly admitted: string;
  readonly lines: readonly ModelLine[];
  readonly privateHospital: boolean;
  readonly paperMissing: boolean;
  readonly offPanel: boolean;
  readonly emergencyStated: boolean;
  readonly emergencyConfirmed: boolean;
  readonly layersGranted: boolean;
}

export interface ModelDecision {
  readonly outcome: 'approved' | 'partial' | 'denied' | 'pended' | 'void';
  readonly lines: readonly ModelMoney[];
  /** What it takes, by layer; `excess` is outside every pot. */
  readonly takes: Readonly<Record<string, bigint>>;
}

export interface ModelMoney {
  insurer: bigint;
  share: bigint;
  hospital: bigint;
}

interface Decided {
  readonly claim: ModelClaim;
  /** First day of the policy year that it belongs to. */
  readonly year: string;
  readonly decision: ModelDecision;
}

export class Reference {
  /** Every claim with its newest decision; the place is the claim's number. */
  readonly #decided: Decided[] = [];
  /** Day of death by family and member. */
  readonly #deaths = new Map<string, string>();

  constructor(private readonly scheme: ModelScheme) {}

  die(family: number, member: number, day: string): void {
    this.#deaths.set(`${family}/${member}`, day);
  }

  /** Decides a claim, for the first time or anew. */
  decide(number: number, claim: ModelClaim): ModelDecision {
    const decision = this.#judge(number, claim);
    this.#decided[number] = { claim, year: this.yearOf(claim.admitted), decision };
    return decision;
  }

  void(number: number): void {
    const decided = this.#decided[number];
    if (decided === undefined) throw new RangeError(`no claim ${number}`);
    const nothing: ModelDecision = { outcome: 'void', lines: [], takes: {} };
    this.#decided[number] = { ...decided, decision: nothing };
  }

  /** The first day of the policy year that a day is in. */
  yearOf(day: string): string {
    const year = Number(day.slice(0, 4));
    const began = day.slice(5) >= this.scheme.yearBegins;
    return `${began ? year : year - 1}-${this.scheme.yearBegins}`;
  }

  /** What claims of a family and year take from a layer: of one member, or of all. */
  taken(
    place: { readonly family: number; readonly year: string; readonly layer: string },
    use: 'held' | 'spent' | 'both',
    { member, except }: { readonly member?: number | undefined; readonly except?: number } = {},
  ): bigint {
    let sum = 0n;
    this.#decided.forEach(({ claim, year, decision }, number) => {
      if (number === except || claim.family !== place.family) return;
      if (year !== place.year) return;
      if (member !== undefined && claim.member !== member) return;
      const state = decision.outcome === 'pended' ? 'held' : 'spent';
      if (use === 'both' || use === state) sum += decision.takes[place.layer] ?? 0n;
    });
    return sum;
  }

  #judge(number: number, claim: ModelClaim): ModelDecision {
    const died = this.#deaths.get(`${claim.family}/${claim.member}`);
    if (claim.offPanel || (died !== undefined && died < claim.admitted)) {
      const lines = claim.lines.map((line) => ({
        insurer: 0n,
        share: 0n,
        hospital: line.price * line.quantity,
      }));
      return { outcome: 'denied', lines, takes: {} };
    }
    const lines = claim.lines.map((line) => this.#price(claim, line));
    const takes: Record<string, bigint> = {};
    let waits = claim.paperMissing;
    for (const tier of ['secondary', 'priority'] as const) {
      const left = this.#draw(number, claim, { tier, lines, takes });
      if (left.awaits) waits = true;
      const short = this.#shorten(claim, { tier, lines, takes }, left.amount);
      if (short > 0n && claim.emergencyStated) waits = true;
    }
    const insurer = lines.reduce((sum, line) => sum + line.insurer, 0n);
    const hospital = lines.reduce((sum, line) => sum + line.hospital, 0n);
    if (waits) return { outcome: 'pended', lines, takes };
    if (insurer === 0n && hospital > 0n) return { outcome: 'denied', lines, takes: {} };
    return { outcome: hospital > 0n ? 'partial' : 'approved', lines, takes };
  }

  #price(claim: ModelClaim, line: ModelLine): ModelMoney {
    const asked = line.price * line.quantity;
    const tariff = line.package.rate * line.quantity;
    const priced = asked < tariff ? asked : tariff;
    let share = 0n;
    if (claim.privateHospital) {
      const exact = priced * this.scheme.privateShare;
      share = exact / 10_000n;
      if ((exact % 10_000n) * 2n >= 10_000n) share += 1n;
    }
    return { insurer: priced - share, share, hospital: asked - priced };
  }

  /** Takes a tier's money from its layers, one after the other; what no layer has room for is left. */
  #draw(
    number: number,
    claim: ModelClaim,
    { tier, lines, takes }: Taking,
  ): { readonly amount: bigint; readonly awaits: boolean } {
    let amount = 0n;
    claim.lines.forEach((line, at) => {
      if (line.package.tier === tier) amount += lines[at]?.insurer ?? 0n;
    });
    let awaits = false;
    for (const layer of this.scheme.layers) {
      if (layer.tier !== tier) continue;
      const room = this.#room(number, claim, layer);
      const part = room < amount ? room : amount;
      if (part <= 0n) continue;
      takes[layer.name] = part;
      amount -= part;
      if (layer.onApproval && !claim.layersGranted) awaits = true;
    }
    return { amount, awaits };
  }

  #room(number: number, claim: ModelClaim, layer: ModelLayer): bigint {
    let room: bigint | undefined;
    for (const cap of layer.caps) {
      const place = {
        family: claim.family,
        year: this.yearOf(claim.admitted),
        layer: layer.name,
      };
      const member = cap.whose === 'member' ? claim.member : undefined;
      const rest = cap.amount - this.taken(place, 'both', { member, except: number });
      if (room === undefined || rest < room) room = rest;
    }
    return room === undefined || room < 0n ? 0n : room;
  }

  /** Takes what is left over from the tier's lines, the last first, but carries what may be carried. */
  #shorten(claim: ModelClaim, { tier, lines, takes }: Taking, leftOver: bigint): bigint {
    let left = leftOver;
    let short = 0n;
    for (let at = claim.lines.length - 1; at >= 0; at -= 1) {
      const [asked, money] = [claim.lines[at], lines[at]];
      if (asked === undefined || money === undefined || asked.package.tier !== tier) continue;
      const part = left < money.insurer ? left : money.insurer;
      left -= part;
      if (claim.emergencyConfirmed || asked.package.carried) {
        if (part > 0n) takes['excess'] = (takes['excess'] ?? 0n) + part;
      } else {
        money.insurer -= part;
        money.hospital += part;
        short += part;
      }
    }
    return short;
  }
}

interface Taking {
  readonly tier: ModelLayer['tier'];
  readonly lines: readonly ModelMoney[];
  readonly takes: Record<string, bigint>;
}
