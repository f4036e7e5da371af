export const ActDialogs = () => null
