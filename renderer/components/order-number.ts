/** As people say it at the counter and as it stands on the stub: at least four digits. */
export const orderNumberText = (number: number): string => String(number).padStart(4, '0')
