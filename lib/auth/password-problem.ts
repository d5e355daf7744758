// What is wrong with a password, if anything: too short, or among the first that anybody would try.

export const LEAST_PASSWORD_LENGTH = 15;
export const MOST_PASSWORD_LENGTH = 128;
