/** Below so many attempts one more or less moves a rate by over five points: it says more about chance than about the shop. */
const enough = 20

/** Whether a rate rests on so few attempts that it must not stand alone. */
export const isSmallSample = (attempts: number): boolean => attempts < enough
