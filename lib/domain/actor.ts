/** Somebody signed in, as far as deciding what they may do needs to know. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly isAdministrator: boolean;
  /** Ids of the ports they are a maintainer of. */
  readonly maintains: readonly number[];
  /** When this session began. */
  readonly signedInAt: Date;
}
