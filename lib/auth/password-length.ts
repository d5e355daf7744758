export const LEAST_PASSWORD_LENGTH = 15;
/** scrypt's work must not be for the sender to choose. */
export const MOST_PASSWORD_LENGTH = 128;
