/** What a person is here for. Staff collect; the owner decides and sees all; the accountant explains and exports. */
export const roles = ['staff', 'owner', 'accountant'] as const
export type Role = (typeof roles)[number]
