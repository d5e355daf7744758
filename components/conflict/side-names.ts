/** What each version is, in words that stand beside its name. */
export interface SideNames {
  /** "go1.25.7" */
  readonly base: string;
  /** "go1.26.0" or "tip" */
  readonly upstream: string;
  /** "on go1.25.7" */
  readonly port: string;
}
