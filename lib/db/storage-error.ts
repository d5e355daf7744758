export interface StorageErrorOptions {
  readonly cause?: unknown;
  /** Whether the same act may succeed a little later, with nobody changing anything. */
  readonly isRetryable?: boolean;
}

/** A failed act of the store. The message is one sentence that a person can act on; it never holds a password. */
export class StorageError extends Error {
  readonly isRetryable: boolean;

  constructor(message: string, options: StorageErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'StorageError';
    this.isRetryable = options.isRetryable ?? false;
  }
}
